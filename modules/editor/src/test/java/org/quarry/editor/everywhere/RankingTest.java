package org.quarry.editor.everywhere;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quarry.editor.everywhere.Found.Group;

class RankingTest {
    private static Found found(Group group, String title, String detail) {
        return new Found(group, title, detail, "", () -> {});
    }

    private static List<String> titles(String question, Found... everything) {
        return Ranking.answers(question, List.of(everything)).stream()
                .map(Found::title)
                .toList();
    }

    @Test
    void better_places_come_first_within_a_group() {
        assertThat(titles(
                        "save",
                        found(Group.ACTIONS, "Autosave", ""),
                        found(Group.ACTIONS, "Close", "and do not save"),
                        found(Group.ACTIONS, "Save As…", ""),
                        found(Group.ACTIONS, "Do not Save", ""),
                        found(Group.ACTIONS, "Save", "")))
                .containsExactly("Save", "Save As…", "Do not Save", "Autosave", "Close");
    }

    @Test
    void the_group_of_the_best_answer_comes_first_and_groups_stay_together() {
        assertThat(titles(
                        "denoise",
                        found(Group.NODES, "my denoise", ""),
                        found(Group.TYPES, "Denoise", ""),
                        found(Group.TYPES, "Undo the denoise", ""),
                        found(Group.NODES, "denoise-2", "")))
                .containsExactly("Denoise", "Undo the denoise", "denoise-2", "my denoise");
    }

    @Test
    void initials_find_a_name_and_letters_in_order_find_it_last() {
        assertThat(titles("zf", found(Group.ACTIONS, "Zoom to Fit", ""), found(Group.ACTIONS, "Zigzag", "")))
                .isEmpty();
        assertThat(titles("ztf", found(Group.ACTIONS, "Zoom to Fit", ""))).containsExactly("Zoom to Fit");
        assertThat(titles("dns", found(Group.NODES, "denoise", ""))).containsExactly("denoise");
        assertThat(titles("dns", found(Group.NODES, "undone still", ""))).isEmpty();
    }

    @Test
    void every_word_must_be_found() {
        assertThat(titles("vae load", found(Group.TYPES, "Load VAE", ""), found(Group.TYPES, "VAE decode", "")))
                .containsExactly("Load VAE");
    }

    @Test
    void a_long_group_leaves_room_for_the_others() {
        List<Found> many = Stream.concat(
                        IntStream.range(0, 50).mapToObj(i -> found(Group.TYPES, "noise " + i, "")),
                        Stream.of(found(Group.FILES, "my noise.json", "")))
                .toList();

        List<Found> answers = Ranking.answers("noise", many);

        assertThat(answers).hasSize(Ranking.MOST + 1);
        assertThat(answers.get(Ranking.MOST).title()).isEqualTo("my noise.json");
    }

    @Test
    void without_a_question_every_group_shows_something() {
        assertThat(titles("", found(Group.ACTIONS, "Save", ""), found(Group.NODES, "denoise", "")))
                .containsExactly("denoise", "Save");
    }
}
