package org.quarry.nodes.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quarry.node.model.Emphasis;
import org.quarry.node.model.Tokens;

/** Words are numbers here, and a chunk holds ten of them between 100 and 101; padding is 0 and a comma 99. */
class PromptRuleTest {
    private static final Vocabulary NUMBERS = new Numbers(new Frame(List.of(100), List.of(101), 0, 12, true));

    private record Numbers(Frame frame) implements Vocabulary {
        @Override
        public List<Integer> encode(String text) {
            return Arrays.stream(text.replace(",", " 99 ").strip().split("\\s+"))
                    .filter(word -> word.matches("\\d+"))
                    .map(Integer::valueOf)
                    .toList();
        }

        @Override
        public List<Word> words(List<Integer> ids) {
            return IntStream.range(0, ids.size())
                    .mapToObj(i -> new Word(ids.get(i).toString(), i, i + 1))
                    .toList();
        }
    }

    @Test
    void a_short_prompt_is_framed_and_padded() {
        for (PromptRule rule : PromptRule.values()) {
            assertThat(chunks("1 2", rule)).containsExactly(List.of(100, 1, 2, 101, 0, 0, 0, 0, 0, 0, 0, 0));
            assertThat(chunks("", rule)).containsExactly(List.of(100, 101, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void a_plain_prompt_is_cut_where_a_chunk_is_full() {
        assertThat(words(numbers(1, 23), PromptRule.PLAIN))
                .containsExactly(numbers(1, 10), numbers(11, 20), numbers(21, 23));
    }

    @Test
    void a_prompt_that_just_fits_is_one_chunk() {
        for (PromptRule rule : PromptRule.values()) {
            assertThat(words(numbers(1, 10), rule)).containsExactly(numbers(1, 10));
        }
    }

    @Test
    void comfyui_keeps_short_pieces_together() {
        assertThat(words("1 2 3 4 5 6 (7 8 9 10 11 12:1.2)", PromptRule.COMFYUI))
                .containsExactly(numbers(1, 6), numbers(7, 12));
        assertThat(words("1 2 3 4 5 6 (7 8 9 10 11 12 13 14:1.2)", PromptRule.COMFYUI))
                .containsExactly(numbers(1, 10), numbers(11, 14));
    }

    @Test
    void webui_takes_what_follows_the_last_comma_along() {
        assertThat(words("1 2 3 4 5 6 , 8 9 10 11 12", PromptRule.WEBUI))
                .containsExactly("1 2 3 4 5 6 99", numbers(8, 12));
        // A comma that is the first word too many ends up alone in front.
        assertThat(words(numbers(1, 10) + " , 11", PromptRule.WEBUI)).containsExactly(numbers(1, 10), "99 11");
    }

    @Test
    void webui_begins_a_new_chunk_at_break() {
        assertThat(words("1 2 BREAK 3", PromptRule.WEBUI)).containsExactly("1 2", "3");
        assertThat(words("BREAK 3", PromptRule.WEBUI)).containsExactly("", "3");
        assertThat(words("1 BREAK 3", PromptRule.PLAIN)).containsExactly("1 3");
    }

    @Test
    void weights_stand_beside_their_tokens_and_all_else_counts_1() {
        Tokens tokens = new Prompt("1 (2 3:1.5)", PromptRule.COMFYUI).tokens(NUMBERS);

        assertThat(tokens.emphasis())
                .isEqualTo(new Emphasis.FromEmpty(
                        List.of(List.of(1.0, 1.0, 1.5, 1.5, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)),
                        List.of(100, 101, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
        assertThat(new Prompt("1 [2]", PromptRule.WEBUI).tokens(NUMBERS).emphasis())
                .isEqualTo(new Emphasis.KeepingMean(
                        List.of(List.of(1.0, 1.0, 1 / 1.1, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0))));
    }

    @Test
    void weights_of_1_are_no_emphasis() {
        for (PromptRule rule : PromptRule.values()) {
            assertThat(new Prompt("1 (2:1.0)", rule).tokens(NUMBERS).emphasis()).isEqualTo(Emphasis.NONE);
        }
        assertThat(new Prompt("1 (2:1.5)", PromptRule.PLAIN).tokens(NUMBERS).emphasis())
                .isEqualTo(Emphasis.NONE);
    }

    @Test
    void a_vocabulary_without_chunks_keeps_a_long_prompt_whole() {
        Vocabulary whole = new Numbers(new Frame(List.of(), List.of(101), 0, 4, false));

        assertThat(new Prompt("1", PromptRule.COMFYUI).tokens(whole).chunks()).containsExactly(List.of(1, 101, 0, 0));
        assertThat(new Prompt("1 2 3 4 5 6", PromptRule.COMFYUI).tokens(whole).chunks())
                .containsExactly(List.of(1, 2, 3, 4, 5, 6, 101));
    }

    @Test
    void brackets_without_end_are_read_in_time() {
        String deep = "(".repeat(20_000) + "1" + ")".repeat(20_000);

        for (PromptRule rule : PromptRule.values()) {
            assertThat(new Prompt(deep, rule).tokens(NUMBERS).chunks()).hasSize(1);
        }
        assertThat(PromptSchedule.of("[".repeat(20_000) + ":3" + "]".repeat(20_000), 5)
                        .at(1))
                .startsWith("[[[");
    }

    private static List<List<Integer>> chunks(String text, PromptRule rule) {
        return new Prompt(text, rule).tokens(NUMBERS).chunks();
    }

    /** The words of each chunk, without what stands around them. */
    private static List<String> words(String text, PromptRule rule) {
        List<String> words = new ArrayList<>();
        for (List<Integer> chunk : chunks(text, rule)) {
            words.add(chunk.subList(1, chunk.indexOf(101)).stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(" ")));
        }
        return words;
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    }
}
