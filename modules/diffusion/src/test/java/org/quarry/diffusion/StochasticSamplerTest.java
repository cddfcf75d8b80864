package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.tensor.Combination;
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
                Arguments.of("DDPM", Ddpm.SMALL_VARIANCE, 250),
                Arguments.of("DDPM with the larger variance", Ddpm.LARGE_VARIANCE, 250),
                Arguments.of("DDIM, eta 1", new Ddim(1), 250),
                Arguments.of("DDIM, eta 0.5", new Ddim(0.5), 250),
                Arguments.of("Euler ancestral", new EulerAncestral(), 250),
                Arguments.of("Euler ancestral, half the noise", new EulerAncestral(0.5, 1), 250),
                Arguments.of("Euler with churn", new Euler(Churn.of(20)), 250),
                Arguments.of("TCD", new Tcd(0.02), 250),
                // Of second order: less steps are enough.
                Arguments.of("Heun with churn", new Heun(Churn.of(10)), 60),
                Arguments.of("DPM2 with churn", new Dpm2(Churn.of(10)), 60),
                Arguments.of("DPM2 ancestral", new Dpm2Ancestral(), 60),
                Arguments.of("DPM++ 2S ancestral", new DpmTwoStageAncestral(), 60),
                Arguments.of("DPM++ SDE", new DpmStochastic(), 250),
                Arguments.of("DPM++ 2M SDE", DpmMultistep.plusPlus(2, 1), 60),
                Arguments.of("DPM++ 3M SDE", DpmMultistep.plusPlus(3, 1), 60),
                Arguments.of("DPM++ 2M SDE, half the noise", DpmMultistep.plusPlus(2, 0.5), 60),
                Arguments.of("DPM++ 2S SDE", DpmSinglestep.plusPlus(2, 1), 250),
                Arguments.of("SDE-DPM-Solver 2M", sdeForNoise(), 60),
                Arguments.of("DPM fast with noise", new DpmFast(1, 1), 120),
                Arguments.of("DPM adaptive with noise", new DpmAdaptive(3, 0.01, 0.01, 1), 60),
                Arguments.of("SA-Solver", SaSolver.standard(), 60),
                Arguments.of("SA-Solver, noise throughout", noisy(3), 60));
    }

    private static Sampler sdeForNoise() {
        return new DpmMultistep(2, new DpmStep.Epsilon(true, DpmForm.MIDPOINT), true, false);
    }

    private static Sampler noisy(int order) {
        return new SaSolver(order, order, new SaSolver.Tau(1, 0, 1000), true);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samplers")
    void mean_and_spread_of_the_data_come_back(String name, Sampler sampler, int steps) {
        Noise noise = TorchCpuNoise.seeded(3);
        Schedule schedule = CONFIG.withCurve(SigmaCurve.KARRAS).schedule(steps);

        Tensor samples = sampler.sample(StochasticSamplerTest::denoised, start(schedule, noise), schedule, noise);

        assertSpread(samples);
    }

    /**
     * The map of the denoising equation to its end is the perfect consistency model: {@code f(y, σ) = m + (y − m) · c/√(c² +
     * σ²)}. A few steps, one even, are then exact.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void a_consistency_model_is_exact_in_a_few_steps(int steps) {
        Noise noise = TorchCpuNoise.seeded(5);
        Schedule schedule = CONFIG.withGrid(Grid.LCM).schedule(steps);
        Tensor start = start(schedule, noise);

        Tensor consistent = new Consistency().sample(StochasticSamplerTest::end, start, schedule, noise);
        Tensor latent = Lcm.standard().sample(StochasticSamplerTest::end, start, schedule, noise);

        assertSpread(consistent);
        assertSpread(latent);
    }

    private static void assertSpread(Tensor samples) {
        double mean = samples.mean();
        double variance = samples.map(value -> (value - mean) * (value - mean)).mean();
        // Standard errors 0.005 and 0.0035; first order and few steps lose up to 0.02 of spread.
        assertThat(mean).isCloseTo(MEAN, within(0.02));
        assertThat(Math.sqrt(variance)).isCloseTo(SPREAD, within(0.025));
    }

    /** Of the data's own distribution at the first level: at σ = 14.6 its mean is still to be seen. */
    private static Tensor start(Schedule schedule, Noise noise) {
        Level first = schedule.at(0);
        double spread = Math.hypot(SPREAD * first.signal(), first.noise());
        return noise.next(MANY).map(value -> MEAN * first.signal() + spread * value);
    }

    @Test
    void a_learned_variance_between_the_two_gives_the_right_spread_too() {
        Noise noise = TorchCpuNoise.seeded(3);
        Schedule schedule = CONFIG.schedule(250);
        Denoiser withVariance = new Denoiser() {
            @Override
            public Tensor denoise(Tensor x, Level at) {
                return denoised(x, at);
            }

            @Override
            public Estimate estimate(Tensor x, Level at) {
                return new Estimate(Combination.of(denoised(x, at)), Optional.of(Tensor.filled(x.shape(), 0)));
            }
        };

        assertSpread(Ddpm.LEARNED_RANGE.sample(withVariance, start(schedule, noise), schedule, noise));
    }

    @Test
    void a_learned_variance_lies_between_the_fixed_ones() {
        Schedule schedule = CONFIG.schedule(10);
        Tensor start = TorchCpuNoise.seeded(1).next(Shape.of(1, 64));

        assertThat(Golden.difference(
                        ranged(schedule, start, -1),
                        Ddpm.SMALL_VARIANCE.sample(Golden::closedForm, start, schedule, TorchCpuNoise.seeded(2))))
                .isLessThan(1e-5);
        assertThat(Golden.difference(
                        ranged(schedule, start, 1),
                        Ddpm.LARGE_VARIANCE.sample(Golden::closedForm, start, schedule, TorchCpuNoise.seeded(2))))
                .isLessThan(1e-5);
    }

    private static Tensor ranged(Schedule schedule, Tensor start, double said) {
        Denoiser model = new Denoiser() {
            @Override
            public Tensor denoise(Tensor x, Level at) {
                return Golden.closedForm(x, at);
            }

            @Override
            public Estimate estimate(Tensor x, Level at) {
                return new Estimate(Combination.of(denoise(x, at)), Optional.of(Tensor.filled(x.shape(), said)));
            }
        };
        return Ddpm.LEARNED_RANGE.sample(model, start, schedule, TorchCpuNoise.seeded(2));
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

    private static Tensor end(Tensor x, Level at) {
        double gain = SPREAD / Math.hypot(SPREAD, at.sigma());
        return x.map(value -> MEAN + gain * (value / at.signal() - MEAN));
    }
}
