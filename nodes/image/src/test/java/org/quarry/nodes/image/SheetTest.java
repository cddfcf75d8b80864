package org.quarry.nodes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class SheetTest {
    @Test
    void three_pictures_in_two_columns_take_two_rows() {
        Picture sheet = new Sheet(List.of(grey(0.1), grey(0.2), grey(0.3)), List.of(), 2, 3).draw();

        assertThat(sheet.width()).isEqualTo(3 + 2 * (10 + 3));
        assertThat(sheet.height()).isEqualTo(3 + 2 * (8 + 3));
        assertThat(sheet.at(0, 0, 0)).isEqualTo(1);
        assertThat(sheet.at(0, 3, 3)).isEqualTo(0.1f);
        assertThat(sheet.at(1, 10, 3 + 13 + 9)).isEqualTo(0.2f);
        assertThat(sheet.at(2, 3 + 11, 3)).isEqualTo(0.3f);
        assertThat(sheet.at(2, 3 + 11, 3 + 13)).isEqualTo(1);
    }

    @Test
    void no_columns_means_one_row() {
        Picture strip = new Sheet(List.of(grey(0), grey(0), grey(0), grey(0)), List.of(), 0, 0).draw();

        assertThat(strip.width()).isEqualTo(40);
        assertThat(strip.height()).isEqualTo(8);
    }

    @Test
    void a_smaller_picture_stands_in_the_middle_of_its_cell() {
        Picture small = new Picture(Tensor.filled(Shape.of(3, 2, 2), 0));

        Picture sheet = new Sheet(List.of(grey(0.5), small), List.of(), 0, 0).draw();

        assertThat(sheet.at(0, 3, 14)).isEqualTo(0);
        assertThat(sheet.at(0, 4, 15)).isEqualTo(0);
        assertThat(sheet.at(0, 2, 14)).isEqualTo(1);
        assertThat(sheet.at(0, 5, 15)).isEqualTo(1);
    }

    @Test
    void a_label_is_drawn_below_its_picture() {
        Picture sheet = new Sheet(List.of(grey(0.5)), List.of("I"), 0, 4).draw();

        assertThat(sheet.height()).isEqualTo(4 + 8 + 2 + 7 + 4);
        // The letter I: a bar of three dots, a stem, a bar.
        String top = row(sheet, 14);
        String stem = row(sheet, 15);
        assertThat(top).contains(" ### ").doesNotContain("####");
        assertThat(stem).containsOnlyOnce("#");
        assertThat(row(sheet, 20)).isEqualTo(top);
    }

    @Test
    void labels_grow_with_the_pictures_and_shrink_to_fit() {
        Picture wide = new Picture(Tensor.filled(Shape.of(3, 4, 300), 0.5));

        int withShort = new Sheet(List.of(wide), List.of("seed 1"), 0, 0).draw().height();
        int withLong = new Sheet(List.of(wide), List.of("a label of forty letters, more or less.."), 0, 0)
                .draw()
                .height();

        assertThat(withShort).isEqualTo(4 + 3 * 7 + 2);
        assertThat(withLong).isEqualTo(4 + 7 + 2);
    }

    @Test
    void every_printable_character_has_a_form_of_its_own() {
        List<String> forms = new java.util.ArrayList<>();
        for (char c = ' '; c <= '~'; c++) {
            StringBuilder dots = new StringBuilder();
            Letters.forEachDot(
                    String.valueOf(c),
                    (x, y) -> dots.append(x).append(',').append(y).append(' '));
            forms.add(dots.toString());
        }

        assertThat(forms).hasSize(95).doesNotHaveDuplicates();
        assertThat(forms.get(0)).isEmpty();
    }

    @Test
    void nothing_to_put_on_the_sheet_is_refused() {
        assertThatThrownBy(() -> new Sheet(List.of(), List.of(), 0, 0))
                .isInstanceOf(NodeException.class)
                .hasMessage("there is no picture to put on the sheet; link at least one");
    }

    private static String row(Picture sheet, int y) {
        StringBuilder row = new StringBuilder();
        for (int x = 0; x < sheet.width(); x++) {
            row.append(sheet.at(0, y, x) == 0 ? '#' : ' ');
        }
        return row.toString();
    }

    private static Picture grey(double level) {
        return new Picture(Tensor.filled(Shape.of(3, 8, 10), level));
    }
}
