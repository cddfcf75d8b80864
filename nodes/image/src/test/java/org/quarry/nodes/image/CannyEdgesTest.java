package org.quarry.nodes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class CannyEdgesTest {
    private static final int SIDE = 9;

    /** @param level 0 to 255 at column and row */
    private static Picture painted(IntBinaryOperator level) {
        float[] pixels = new float[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = level.applyAsInt(i % SIDE, i / SIDE % SIDE) / 255f;
        }
        return new Picture(Tensor.adopt(Shape.of(3, SIDE, SIDE), pixels));
    }

    private static NodeTester<CannyEdges.In, CannyEdges.Out> canny(Picture picture) {
        return NodeTester.of(new CannyEdges()).with("picture", picture);
    }

    private static String row(Picture edges, int row) {
        StringBuilder text = new StringBuilder();
        for (int x = 0; x < edges.width(); x++) {
            text.append(edges.at(0, row, x) > 0 ? '#' : '.');
        }
        return text.toString();
    }

    private static long count(Picture edges) {
        long count = 0;
        for (int i = 0; i < SIDE * SIDE; i++) {
            count += edges.at(0, i / SIDE, i % SIDE) > 0 ? 1 : 0;
        }
        return count;
    }

    /** Both columns at a step of 100 change by 4 · 100; of equal neighbours the first counts, as in OpenCV. */
    @Test
    void a_step_is_one_line_of_one_pixel() {
        Picture edges = canny(painted((x, y) -> x < 5 ? 50 : 150)).runPure().edges();

        for (int y = 0; y < SIDE; y++) {
            assertThat(row(edges, y)).isEqualTo("....#....");
        }
        assertThat(edges.at(1, 0, 4)).isEqualTo(1);
        assertThat(edges.at(2, 0, 4)).isEqualTo(1);
    }

    @Test
    void an_edge_lies_across_as_well_as_down() {
        Picture edges = canny(painted((x, y) -> y < 3 ? 200 : 0)).run().edges();

        assertThat(row(edges, 1)).isEqualTo(".........");
        assertThat(row(edges, 2)).isEqualTo("#########");
        assertThat(row(edges, 3)).isEqualTo(".........");
    }

    /** The change of a step by n levels is 4 n, and it must be above a threshold, not at it. */
    @Test
    void thresholds_count_sums_of_differences_as_opencv_does() {
        Picture step = painted((x, y) -> x < 5 ? 0 : 50);

        assertThat(count(
                        canny(step).with("low", 100.0).with("high", 199.0).run().edges()))
                .isEqualTo(SIDE);
        assertThat(count(
                        canny(step).with("low", 100.0).with("high", 200.0).run().edges()))
                .isZero();
    }

    /** The step grows weaker downwards, and that too is a change, of 15 in the brighter column: 4 · (60 - 5 y) + 15 and less. */
    @Test
    void an_edge_goes_on_above_the_lower_threshold_and_not_beyond() {
        Picture fading = painted((x, y) -> x < 5 ? 0 : 60 - 5 * y);

        Picture edges =
                canny(fading).with("low", 130.0).with("high", 200.0).run().edges();

        assertThat(row(edges, 0)).isEqualTo(".....#...");
        assertThat(row(edges, 4)).isEqualTo(".....#...");
        assertThat(row(edges, 8)).isEqualTo(".........");
    }

    @Test
    void a_weak_edge_that_no_strong_one_touches_is_none() {
        Picture weak = painted((x, y) -> x < 5 ? 0 : 40);

        assertThat(count(
                        canny(weak).with("low", 100.0).with("high", 200.0).run().edges()))
                .isZero();
    }

    @Test
    void one_colour_that_changes_is_enough() {
        float[] pixels = new float[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            pixels[2 * SIDE * SIDE + i] = i % SIDE < 5 ? 0 : 1;
        }

        Picture edges = canny(new Picture(Tensor.adopt(Shape.of(3, SIDE, SIDE), pixels)))
                .run()
                .edges();

        assertThat(row(edges, 4)).isEqualTo("....#....");
    }

    @Test
    void a_single_point_gives_no_edge_once_it_is_blurred() {
        Picture point = painted((x, y) -> x == 4 && y == 4 ? 255 : 0);

        assertThat(count(canny(point).run().edges())).isPositive();
        assertThat(count(canny(point).with("blur", 2.0).run().edges())).isZero();
    }

    /** The neighbours across a diagonal are two diagonals away, so both sides of a sharp one are the largest, as in OpenCV. */
    @Test
    void a_sharp_diagonal_is_drawn_on_both_of_its_sides() {
        Picture edges = canny(painted((x, y) -> x + y < 8 ? 0 : 200)).run().edges();

        assertThat(row(edges, 3)).isEqualTo("....##...");
        assertThat(row(edges, 4)).isEqualTo("...##....");
    }

    @Test
    void thresholds_the_wrong_way_round_are_refused() {
        assertThatThrownBy(() -> canny(painted((x, y) -> 0)).with("low", 300.0).run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("found 300.0 above the upper threshold of 200.0");
    }
}
