package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

class SlerpTest {
    @Test
    void a_quarter_turn_is_cut_into_equal_angles() {
        Tensor a = Tensor.of(Shape.of(1, 2), 1, 0);
        Tensor b = Tensor.of(Shape.of(1, 2), 0, 1);

        for (int i = 0; i <= 6; i++) {
            double angle = Math.PI / 2 * i / 6;
            Tensor between = Slerp.between(a, b, i / 6.0);
            assertThat(between.at(0)).isCloseTo((float) Math.cos(angle), within(1e-7f));
            assertThat(between.at(1)).isCloseTo((float) Math.sin(angle), within(1e-7f));
        }
    }

    @Test
    void two_noises_keep_their_variance_on_the_way() {
        Shape shape = Shape.of(2, 4, 64, 64);
        Tensor a = TorchCpuNoise.seeded(1).next(shape);
        Tensor b = TorchCpuNoise.seeded(2).next(shape);

        Tensor middle = Slerp.between(a, b, 0.5);

        // 32768 draws: a variance is good to 0.008. A straight mixture would have 0.5.
        assertThat(middle.map(value -> value * value).mean()).isCloseTo(1, within(0.03));
    }

    @Test
    void each_of_a_batch_turns_by_its_own_angle() {
        Tensor a = Tensor.of(Shape.of(2, 2), 1, 0, 1, 0);
        Tensor b = Tensor.of(Shape.of(2, 2), 0, 1, 1, 1);

        Tensor together = Slerp.between(a, b, 0.3);

        assertThat(together.rows(0, 1)).isEqualTo(Slerp.between(a.rows(0, 1), b.rows(0, 1), 0.3));
        assertThat(together.rows(1, 2)).isEqualTo(Slerp.between(a.rows(1, 2), b.rows(1, 2), 0.3));
    }

    @Test
    void vectors_without_a_great_circle_are_mixed_straight() {
        Tensor a = Tensor.of(Shape.of(1, 2), 1, 2);

        assertThat(Slerp.between(a, a, 0.3)).isEqualTo(a);
        assertThat(Slerp.between(a, a.times(-1), 0.25)).isEqualTo(a.times(0.5));
        assertThat(Slerp.between(a, a.times(0), 0.5)).isEqualTo(a.times(0.5));
    }
}
