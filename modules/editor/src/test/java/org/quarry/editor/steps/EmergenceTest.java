package org.quarry.editor.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class EmergenceTest {
    private static final int SIDE = 16;

    /** Large: a step from one half to the other. Small: a chess board, whose mean over 2 x 2 pixels is 0. */
    private static Tensor mixed(double large, double small) {
        float[] values = new float[SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                double half = column < SIDE / 2 ? -1 : 1;
                double board = (row + column) % 2 == 0 ? -1 : 1;
                values[row * SIDE + column] = (float) (large * half + small * board);
            }
        }
        return Tensor.of(Shape.of(1, 1, SIDE, SIDE), values);
    }

    @Test
    void large_shapes_and_details_are_told_apart() {
        Emergence emergence = Emergence.of(List.of(mixed(0, 0), mixed(1, 0), mixed(1, 0.5), mixed(1, 1)));

        // 1 - (1 - part)^2 of what there is at the end.
        assertThat(emergence.coarse()).containsExactly(0.0, 1.0, 1.0, 1.0);
        assertThat(emergence.fine()).containsExactly(0.0, 0.0, 0.75, 1.0);
        assertThat(Emergence.half(emergence.coarse())).isEqualTo(1);
        assertThat(Emergence.half(emergence.fine())).isEqualTo(2);
    }

    @Test
    void what_is_lost_again_was_not_decided() {
        assertThat(Emergence.half(List.of(0.9, 0.1, 0.6, 1.0))).isEqualTo(2);
    }

    @Test
    void the_mean_of_a_field_at_the_edge_is_that_of_what_is_there() {
        Tensor odd = Tensor.of(Shape.of(1, 1, 1, 3), 1, 3, 5);

        assertThat(Emergence.means(odd, 2)).isEqualTo(Tensor.of(Shape.of(1, 1, 1, 3), 2, 2, 5));
    }

    @Test
    void a_worse_estimate_than_nothing_counts_as_nothing() {
        Emergence emergence = Emergence.of(List.of(mixed(-5, 0), mixed(1, 0)));

        assertThat(emergence.coarse().get(0)).isCloseTo(0, within(0.0));
    }
}
