package org.quarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void prose_is_wrapped_between_words() {
        assertThat(new Page(40)
                        .paragraphs("one two three four five six seven eight nine ten", 2)
                        .toString())
                .isEqualTo("  one two three four five six seven\n  eight nine ten\n");
    }

    @Test
    void an_empty_line_starts_a_paragraph_and_a_line_break_does_not() {
        assertThat(new Page(40).paragraphs("one\ntwo\n\nthree", 0).toString()).isEqualTo("one two\n\nthree\n");
    }

    @Test
    void the_right_cells_of_rows_stand_under_each_other() {
        String rows = new Page(40)
                .rows(List.of(new Page.Row("a", "first"), new Page.Row("long", "second")), 2)
                .toString();

        assertThat(rows).isEqualTo("  a     first\n  long  second\n");
    }

    @Test
    void a_left_cell_wider_than_a_third_stands_on_a_line_of_its_own() {
        String rows = new Page(42)
                .rows(List.of(new Page.Row("a-very-long-parameter", "what it is")), 0)
                .toString();

        assertThat(rows).isEqualTo("a-very-long-parameter\n" + " ".repeat(16) + "what it is\n");
    }
}
