package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

/** Samplers that add noise, on data N(m, c²) with its perfect denoiser: what comes out must be N(m, c²) again. */
class StochasticSamplerTest {
    private static final double MEAN = 0.8;
    private static final double SPREAD = 0.5;
    private static final Shape MANY = Shape.of(1, 10_000);
    private static final BetaSchedule CONFIG =
            ScheduleConfig.of(TrainingLevels.scaledLinear(1000, 0.00085, 0.012), PredictionKind.SAMPLE);

    static Stream<Arguments> samplers() {
        return Stream.of(
                Arguments.of("DDPM", Ddpm.SMALL_VARIANCE),
                Arguments.of("DDPM with the larger variance", Ddpm.LARGE_VARIANCE),
                Arguments.of("DDIM, eta 1", new Ddim(1)),
                Arguments.of("DDIM, eta 0.5", new Ddim(0.5)),
                Arguments.of("Euler ancestral", new EulerAncestral()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samplers")
    void mean_and_spread_of_the_data_come_back(String name, Sampler sampler) {
        Noise noise = TorchCpuNoise.seeded(3);
        Schedule schedule = CONFIG.schedule(250);

        Tensor samples = sampler.sample(StochasticSamplerTest::denoised, noise.next(MANY), schedule, noise);

        double mean = samples.mean();
        double variance = samples.map(value -> (value - mean) * (value - mean)).mean();
        // Standard errors 0.005 and 0.0035; the smaller variance of DDPM loses 0.012 of spread in 250 steps.
        assertThat(mean).isCloseTo(MEAN, within(0.02));
        assertThat(Math.sqrt(variance)).isCloseTo(SPREAD, within(0.02));
    }

    @Test
    void ddpm_and_euler_ancestral_and_ddim_with_eta_1_are_the_same_on_the_same_levels() {
        Schedule schedule = CONFIG.schedule(12);
        Tensor start = TorchCpuNoise.seeded(1).next(Shape.of(1, 64));

        Tensor ddpm = Ddpm.SMALL_VARIANCE.sample(Golden::closedForm, start, schedule, TorchCpuNoise.seeded(2));
        Tensor ancestral = new EulerAncestral().sample(Golden::closedForm, start, schedule, TorchCpuNoise.seeded(2));
        Tensor ddim = new Ddim(1).sample(Golden::closedForm, start, schedule, TorchCpuNoise.seeded(2));

        assertThat(Golden.difference(ddpm, ancestral)).isLessThan(1e-5);
        assertThat(Golden.difference(ddim, ancestral)).isLessThan(1e-5);
    }

    @Test
    void equal_seeds_give_equal_samples_and_others_do_not() {
        Schedule schedule = CONFIG.schedule(5);
        Tensor start = TorchCpuNoise.seeded(1).next(Shape.of(1, 16));

        Tensor one = new EulerAncestral().sample(Golden::closedForm, start, schedule, TorchCpuNoise.seeded(2));
        Tensor again = new EulerAncestral().sample(Golden::closedForm, start, schedule, TorchCpuNoise.seeded(2));
        Tensor other = new EulerAncestral().sample(Golden::closedForm, start, schedule, TorchCpuNoise.seeded(4));

        assertThat(again).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    private static Tensor denoised(Tensor x, Level at) {
        double gain = SPREAD * SPREAD / (SPREAD * SPREAD + at.sigma() * at.sigma());
        return x.map(value -> MEAN + gain * (value / at.signal() - MEAN));
    }
}
