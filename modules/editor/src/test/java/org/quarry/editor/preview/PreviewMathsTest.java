package org.quarry.editor.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Point2D;
import org.junit.jupiter.api.Test;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class PreviewMathsTest {
    private static Picture grey(double level) {
        return new Picture(Tensor.filled(Shape.of(3, 2, 4), level));
    }

    @Test
    void a_picture_that_fits_lies_in_the_middle() {
        View view = View.fit(400, 300, 100, 50);

        assertThat(view).isEqualTo(new View(4, 0, 50));
        assertThat(view.pixel(200, 150)).isEqualTo(new Point2D.Double(50, 25));
    }

    @Test
    void zooming_keeps_what_is_under_the_mouse() {
        View view = View.fit(400, 300, 100, 50);
        Point2D before = view.pixel(120, 90);

        assertThat(view.zoomed(2, 120, 90).pixel(120, 90)).isEqualTo(before);
        assertThat(view.zoomed(1e9, 120, 90).scale()).isEqualTo(View.LARGEST);
    }

    @Test
    void equal_pictures_differ_by_grey() {
        assertThat(Comparison.difference(grey(0.3), grey(0.3), 4).at(1, 0, 0)).isEqualTo(0.5f);
    }

    @Test
    void more_of_a_colour_is_lighter() {
        // ½ + 4 · (0.75 − 0.5) / 2 = 1.
        assertThat(Comparison.difference(grey(0.75), grey(0.5), 4).at(2, 1, 3)).isEqualTo(1f);
    }

    @Test
    void the_readout_names_the_pixel_and_its_colour() {
        assertThat(Readout.of(grey(0.5), null, new Point2D.Double(3.9, 1.2)))
                .isEqualTo("3, 1:  0.500 0.500 0.500  #808080");
        assertThat(Readout.of(grey(0.5), null, new Point2D.Double(4, 1))).isEmpty();
        assertThat(Readout.of(grey(0), grey(1), new Point2D.Double(0, 0)))
                .isEqualTo("0, 0:  0.000 0.000 0.000  #000000   |   1.000 1.000 1.000  #FFFFFF");
    }
}
