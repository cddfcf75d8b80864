package org.quarry.nodes.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.node.NodeException;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class DrawMaskTest {
    @Test
    void a_rectangle_on_pixel_borders_is_exact() {
        Mask mask = drawn("rectangle 0.25 0.5 0.5 0.25", 8, 8);

        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                assertThat(mask.at(y, x)).isEqualTo(x >= 2 && x < 6 && y >= 4 && y < 6 ? 1 : 0);
            }
        }
    }

    @Test
    void a_pixel_half_covered_is_half() {
        assertThat(drawn("rectangle 0 0 0.5 1", 1, 1).at(0, 0)).isEqualTo(0.5f);
    }

    @Test
    void an_ellipse_covers_pi_times_its_radii() {
        Mask mask = drawn("ellipse 0.5 0.5 0.4 0.2", 200, 100);

        // Each of 16 points stands for a sixteenth of a pixel; the border of 600 pixels is right to a few of them.
        assertThat(mask.coverage().sum()).isCloseTo(Math.PI * 80 * 20, within(5.0));
    }

    @Test
    void a_triangle_covers_half_of_its_square() {
        assertThat(drawn("polygon 0 0, 1 0, 0 1", 64, 64).coverage().mean()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void a_star_that_crosses_itself_has_a_hole() {
        Mask star = drawn("polygon 0.5 0 0.8 1 0 0.4 1 0.4 0.2 1", 64, 64);

        assertThat(star.at(35, 32)).isZero();
        assertThat(star.at(20, 32)).isEqualTo(1);
    }

    @Test
    void a_later_line_cuts_out_of_earlier_ones() {
        Mask ring = drawn("# a ring\n\nellipse 0.5 0.5 0.4 0.4\ncut ellipse 0.5 0.5 0.2 0.2\n", 100, 100);

        assertThat(ring.at(50, 50)).isZero();
        assertThat(ring.coverage().sum()).isCloseTo(Math.PI * (40 * 40 - 20 * 20), within(5.0));
    }

    @Test
    void what_lies_outside_of_the_picture_is_cut_off() {
        assertThat(drawn("rectangle -1 -1 1.5 3", 4, 4).coverage().sum()).isEqualTo(8);
        assertThat(drawn("rectangle 2 2 1 1", 4, 4).coverage().sum()).isZero();
    }

    @Test
    void a_linked_picture_gives_the_size() {
        Picture picture = new Picture(Tensor.filled(Shape.of(3, 5, 7), 0));

        Mask mask =
                NodeTester.of(new DrawMask()).with("like", picture).runPure().mask();

        assertThat(mask.coverage().shape()).isEqualTo(Shape.of(1, 5, 7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "circle 1 2 3",
                "rectangle 0 0 1",
                "ellipse 0 0 0 1",
                "polygon 0 0 1 1",
                "cut",
                "rectangle a b c d"
            })
    void a_line_that_is_no_shape_is_shown_with_what_was_wanted(String line) {
        assertThatThrownBy(() -> drawn("ellipse 0.5 0.5 0.1 0.1\n" + line, 8, 8))
                .isInstanceOf(NodeException.class)
                .hasMessageStartingWith("line 2: found '" + line + "'; wanted 'rectangle left top width height', ");
    }

    @Test
    void pixels_instead_of_parts_are_noticed() {
        assertThatThrownBy(() -> drawn("rectangle 0 0 128 128", 8, 8))
                .isInstanceOf(NodeException.class)
                .hasMessage(
                        "line 1: found '128' in 'rectangle 0 0 128 128'; coordinates are parts of the picture's width"
                                + " or height, from 0 to 1");
    }

    private static Mask drawn(String shapes, int width, int height) {
        return NodeTester.of(new DrawMask())
                .with("shapes", shapes)
                .with("width", width)
                .with("height", height)
                .runPure()
                .mask();
    }
}
