package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class GuidanceTest {
    private static final Tensor CONDITIONAL = Tensor.of(Shape.of(1, 2), 1, 3);
    private static final Tensor UNCONDITIONAL = Tensor.of(Shape.of(1, 2), 2, -1);

    @Test
    void scale_1_is_the_conditional_prediction_and_0_the_unconditional() {
        assertThat(Guidance.combine(UNCONDITIONAL, CONDITIONAL, 1)).isEqualTo(CONDITIONAL);
        assertThat(Guidance.combine(UNCONDITIONAL, CONDITIONAL, 0)).isEqualTo(UNCONDITIONAL);
        assertThat(Guidance.combine(UNCONDITIONAL, CONDITIONAL, 2)).isEqualTo(Tensor.of(Shape.of(1, 2), 0, 7));
    }

    @Test
    void full_rescaling_gives_the_conditional_spread() {
        Tensor guided = Guidance.combine(UNCONDITIONAL, CONDITIONAL, 7.5);

        Tensor rescaled = Guidance.rescale(guided, CONDITIONAL, 1);

        // Two values: their distance is √2 times the deviation.
        assertThat(Math.abs(rescaled.at(1) - rescaled.at(0))).isCloseTo(2f, within(1e-5f));
    }

    @Test
    void guidance_acts_only_in_its_part_of_the_run() {
        assertThat(IntStream.range(0, 10).filter(i -> Guidance.acts(i, 10, 0.2, 0.7)))
                .containsExactly(2, 3, 4, 5, 6);
    }
}
