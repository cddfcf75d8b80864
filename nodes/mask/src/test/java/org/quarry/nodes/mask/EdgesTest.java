package org.quarry.nodes.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** What happens at the edges of masks: feather, grow, shrink, harden. */
class EdgesTest {
    @Test
    void feathering_moves_coverage_and_neither_makes_nor_loses_any() {
        Mask soft = feathered(square(64, 24, 40), 4);

        assertThat(soft.coverage().sum()).isCloseTo(16 * 16, within(1e-3));
    }

    @Test
    void a_straight_edge_becomes_the_integral_of_a_gaussian() {
        Mask soft = feathered(leftHalf(128), 8);

        // Pixel 64 + d has its middle d + 1/2 from the edge; Φ(-0.5/8) and Φ(-8.5/8), less what is cut off beyond 3σ.
        assertThat(soft.at(0, 64)).isCloseTo(0.4751f, within(1e-3f));
        assertThat(soft.at(0, 72)).isCloseTo(0.1440f, within(2e-3f));
        assertThat(soft.at(0, 63)).isCloseTo(1 - soft.at(0, 64), within(1e-6f));
    }

    @Test
    void beyond_three_times_the_radius_nothing_changes_at_all() {
        Mask hard = leftHalf(128);

        Mask soft = feathered(hard, 8);

        for (int x = 0; x < 128; x++) {
            if (x < 64 - 24 || x >= 64 + 24) {
                assertThat(soft.at(1, x)).isEqualTo(hard.at(1, x));
            }
        }
    }

    @Test
    void a_radius_of_0_leaves_the_mask_as_it_is() {
        assertThat(feathered(leftHalf(8), 0)).isEqualTo(leftHalf(8));
    }

    @Test
    void a_point_grows_to_a_disc_or_a_square() {
        Mask point = square(21, 10, 11);

        Mask disc = grown(point, 5, Growth.ROUND);
        Mask square = grown(point, 5, Growth.SQUARE);

        for (int i = 0; i < 21 * 21; i++) {
            int dx = i % 21 - 10;
            int dy = i / 21 - 10;
            assertThat(disc.coverage().at(i)).isEqualTo(dx * dx + dy * dy <= 25 ? 1 : 0);
            assertThat(square.coverage().at(i)).isEqualTo(Math.abs(dx) <= 5 && Math.abs(dy) <= 5 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shrinking_undoes_growing_of_a_square(Growth shape) {
        Mask square = square(40, 15, 25);

        assertThat(grown(grown(square, 6, shape), -6, shape)).isEqualTo(square);
    }

    @Test
    void shrinking_does_not_start_from_the_edge_of_the_picture() {
        assertThat(grown(leftHalf(16), -3, Growth.ROUND)).isEqualTo(new Mask(left(16, 5)));
    }

    @Test
    void of_soft_values_the_largest_near_by_is_taken() {
        Mask mask = new Mask(Tensor.of(Shape.of(1, 1, 5), 0.25f, 0, 0, 0.5f, 0));

        assertThat(grown(mask, 1, Growth.ROUND).coverage().toArray()).containsExactly(0.25f, 0.25f, 0.5f, 0.5f, 0.5f);
    }

    @ParameterizedTest
    @EnumSource
    void a_mask_may_be_narrower_than_it_grows(Growth shape) {
        assertThat(grown(new Mask(Tensor.of(Shape.of(1, 1, 2), 0, 1)), 9, shape))
                .isEqualTo(Mask.filled(2, 1, 1));
    }

    @Test
    void a_threshold_leaves_0_and_1() {
        Mask mask = new Mask(Tensor.of(Shape.of(1, 1, 3), 0.29f, 0.3f, 0.31f));

        assertThat(NodeTester.of(new ThresholdMask())
                        .with("masks", List.of(mask))
                        .with("level", 0.3)
                        .runPure()
                        .masks()
                        .get(0)
                        .coverage()
                        .toArray())
                .containsExactly(0, 1, 1);
    }

    private static Mask feathered(Mask mask, double radius) {
        return NodeTester.of(new FeatherMask())
                .with("masks", List.of(mask))
                .with("radius", radius)
                .runPure()
                .masks()
                .get(0);
    }

    private static Mask grown(Mask mask, int pixels, Growth shape) {
        return NodeTester.of(new GrowMask())
                .with("masks", List.of(mask))
                .with("pixels", pixels)
                .with("shape", shape)
                .runPure()
                .masks()
                .get(0);
    }

    /** A picture of side pixels, covered from one pixel to before another on both axes. */
    private static Mask square(int side, int from, int to) {
        float[] values = new float[side * side];
        for (int i = 0; i < values.length; i++) {
            int x = i % side;
            int y = i / side;
            values[i] = x >= from && x < to && y >= from && y < to ? 1 : 0;
        }
        return new Mask(Tensor.adopt(Shape.of(1, side, side), values));
    }

    private static Mask leftHalf(int width) {
        return new Mask(left(width, width / 2));
    }

    private static Tensor left(int width, int to) {
        float[] values = new float[4 * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % width < to ? 1 : 0;
        }
        return Tensor.adopt(Shape.of(1, 4, width), values);
    }
}
