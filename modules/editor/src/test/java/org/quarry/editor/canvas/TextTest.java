package org.quarry.editor.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
    private static final Font FONT = CanvasTheme.LABEL;

    @Test
    void a_text_that_fits_stays_and_another_ends_with_an_ellipsis_within_the_width() {
        assertThat(Text.fit(FONT, "short", 200)).isEqualTo("short");
        String cut = Text.fit(FONT, "a text that is much longer than that", 80);
        assertThat(cut).startsWith("a text").endsWith("…");
        assertThat(Text.width(FONT, cut)).isLessThanOrEqualTo(80);
        assertThat(Text.fit(FONT, "x", 0)).isEqualTo("…");
    }

    @Test
    void lines_break_between_words_and_where_the_author_broke_them() {
        List<String> lines = Text.wrap(FONT, "one two\nthree", 200, 3);
        assertThat(lines).containsExactly("one two", "three");

        List<String> narrow = Text.wrap(FONT, "several words in a row", 60, 9);
        assertThat(String.join(" ", narrow)).isEqualTo("several words in a row");
        assertThat(narrow)
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(Text.width(FONT, line)).isLessThanOrEqualTo(60));
    }

    @Test
    void what_has_no_room_is_told_by_an_ellipsis_in_the_last_line() {
        List<String> lines = Text.wrap(FONT, "one two three four five six seven eight nine ten", 60, 2);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).endsWith("…");
        assertThat(Text.width(FONT, lines.get(1))).isLessThanOrEqualTo(60);
    }

    @Test
    void a_word_longer_than_the_line_is_broken_within() {
        assertThat(Text.wrap(FONT, "x".repeat(100), 60, 50)).hasSizeGreaterThan(3);
    }
}
