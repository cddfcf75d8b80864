package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

class DdimInversionTest {
    private static final Shape SHAPE = Shape.of(1, 64);

    /** Narrow enough that the network must decide, wide enough that the iteration contracts: at 0.25 it hardly does. */
    private static final double SPREAD = 0.4;

    private static final ScheduleConfig CONFIG = ScheduleConfig.of(
                    TrainingLevels.scaledLinear(1000, 0.00085, 0.012), PredictionKind.EPSILON)
            .withGrid(Grid.DDIM)
            .withSpacing(Spacing.LEADING)
            .withEnd(FinalLevel.LOWEST_TRAINED);

    /** The noise that a perfect network sees in samples of two equal Gaussians at ±1. */
    private static final Denoiser PERFECT = (x, at) -> x.map(value -> {
        double variance = square(at.signal() * SPREAD) + square(at.noise());
        double side = Math.tanh(at.signal() * value / variance);
        double gain = at.signal() * square(SPREAD) / variance;
        return side + gain * (value - at.signal() * side);
    });

    @Test
    void the_error_of_plain_inversion_falls_at_least_threefold_from_10_to_50_steps() {
        assertThat(error(10, 0) / error(50, 0)).isGreaterThan(3);
    }

    @Test
    void three_iterations_bring_the_error_below_a_thousandth() {
        assertThat(error(50, 3)).isLessThan(1e-3);
        assertThat(error(50, 3)).isLessThan(error(50, 0) / 10);
    }

    @Test
    void the_trajectory_begins_with_the_picture_and_has_a_sample_for_each_step() {
        Tensor clean = picture();

        var trajectory = DdimInversion.trajectory(PERFECT, clean, CONFIG.schedule(10), 0);

        assertThat(trajectory).hasSize(11).startsWith(clean);
    }

    @Test
    void the_noise_found_has_the_spread_of_noise() {
        Tensor noise = DdimInversion.invert(PERFECT, picture(), CONFIG.schedule(50), 3);

        double spread = Math.sqrt(noise.map(DdimInversionTest::square).mean());
        assertThat(spread).isBetween(0.7, 1.3);
    }

    private static double error(int steps, int iterations) {
        Schedule schedule = CONFIG.schedule(steps);
        Tensor clean = picture();
        Tensor noise = DdimInversion.invert(PERFECT, clean, schedule, iterations);
        Tensor back = new Ddim().sample(PERFECT, noise, schedule, shape -> clean);
        return ReconstructionError.between(clean, back).relative();
    }

    /** A sample of the two Gaussians. */
    private static Tensor picture() {
        Tensor spread = TorchCpuNoise.seeded(5).next(SHAPE);
        Tensor side = TorchCpuNoise.seeded(6).next(SHAPE).map(Math::signum);
        return side.mix(1, spread, SPREAD);
    }

    private static double square(double value) {
        return value * value;
    }
}
