package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

/** What is done where Diffusers gives no number. Churn, curves on flows and the last noise have tests beside their goldens. */
class ReferenceErrorsTest {
    private static final TrainingLevels TRAINING = TrainingLevels.scaledLinear(1000, 0.00085, 0.012);

    @Test
    void unipc_with_bh1_ends_clean_at_what_the_network_sees() {
        Schedule schedule = ScheduleConfig.of(TRAINING, PredictionKind.EPSILON).schedule(8);
        Tensor clean = Tensor.filled(Shape.of(1, 4), 0.7);

        for (boolean predictsClean : new boolean[] {true, false}) {
            Tensor end = new UniPc(2, false, predictsClean, true, Set.of())
                    .sample((x, at) -> clean, TorchCpuNoise.seeded(1).next(clean.shape()), schedule, shape -> clean);

            assertThat(schedule.end().noise()).isZero();
            assertThat(end.rootMeanSquareDifference(clean)).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void the_logarithm_of_a_large_variance_is_a_large_variance() {
        assertThat(DiffusersConfig.sampler(Map.of("_class_name", "DDPMScheduler", "variance_type", "fixed_large_log")))
                .isEqualTo(Ddpm.LARGE_VARIANCE);
    }

    @Test
    void lcm_refuses_to_start_from_nothing_but_noise_with_a_network_of_noise() {
        Schedule schedule = ScheduleConfig.of(TRAINING.withZeroTerminalSnr(), PredictionKind.EPSILON)
                .withGrid(Grid.LCM)
                .withSpacing(Spacing.TRAILING)
                .schedule(4);
        Denoiser model = schedule.prediction().denoiser(Golden::closedForm);
        Tensor start = Tensor.filled(Shape.of(1, 4), 0.5);

        assertThat(schedule.at(0).signal()).isZero();
        assertThatThrownBy(() -> Lcm.standard().sample(model, start, schedule, shape -> start))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a network that predicts noise cannot start there");
    }

    @Test
    void magnitudes_are_those_of_whole_pictures() {
        Shape pictures = Shape.of(2, 4, 3, 3);
        Tensor with = TorchCpuNoise.seeded(1).next(pictures);
        Tensor without = TorchCpuNoise.seeded(2).next(pictures);
        Shape rows = Shape.of(2, 4, 9);

        assertThat(MagnitudeAwareGuidance.guide(without, with, 5, 8).reshaped(rows))
                .isEqualTo(MagnitudeAwareGuidance.guide(without.reshaped(rows), with.reshaped(rows), 5, 8));
    }
}
