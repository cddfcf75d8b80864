package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * The order of each deterministic sampler, on data whose perfect denoiser has a closed form, computed in double.
 *
 * <p>Normal data N(0, c²) has {@code x₀ = y · c²/(c² + σ²)} with y = x/signal, and its path from noise is {@code y(σ) =
 * y(σ_max) · √(c² + σ²)/√(c² + σ_max²)}. Two normal clusters have a denoiser, but no such path: many steps stand for it.
 */
class ConvergenceTest {
    private static final double SPREAD = 0.5;
    private static final double SIGMA_MAX = 10;

    /** Not 0, where the last step alone decides. */
    private static final double SIGMA_MIN = 0.05;

    private static final BetaSchedule CONFIG =
            ScheduleConfig.of(TrainingLevels.scaledLinear(1000, 0.00085, 0.012), PredictionKind.EPSILON);
    private static final Noise NONE = shape -> {
        throw new AssertionError("a deterministic sampler drew noise");
    };

    /** Those that take steps of any length. None lowers its order at the end, which would decide alone. */
    static Stream<Arguments> samplers() {
        return Stream.of(
                Arguments.of("DDIM", new Ddim(), 1),
                Arguments.of("Euler", new Euler(), 1),
                Arguments.of("Heun", new Heun(), 2),
                Arguments.of("DPM2", new Dpm2(), 2),
                Arguments.of("LMS of order 2", new LinearMultistep(2), 2),
                Arguments.of("LMS of order 3", new LinearMultistep(3), 3),
                Arguments.of("LMS of order 4", new LinearMultistep(4), 4),
                Arguments.of("DPM++ 2M", multistep(2, new DpmStep.Clean(0, DpmForm.MIDPOINT)), 2),
                Arguments.of("DPM++ 2M, Taylor's form", multistep(2, new DpmStep.Clean(0, DpmForm.TAYLOR)), 2),
                // As published, D₂ is half of what third order needs.
                Arguments.of("DPM++ 3M", multistep(3, new DpmStep.Clean(0, DpmForm.MIDPOINT)), 2),
                Arguments.of("DPM-Solver 2M", multistep(2, new DpmStep.Epsilon(false, DpmForm.MIDPOINT)), 2),
                Arguments.of("DPM-Solver 3M", multistep(3, new DpmStep.Epsilon(false, DpmForm.MIDPOINT)), 2),
                Arguments.of("DPM++ 2S", singlestep(2, DpmForm.MIDPOINT), 2),
                Arguments.of("DPM++ 3S", singlestep(3, DpmForm.MIDPOINT), 3),
                Arguments.of("DPM++ 3S, Taylor's form", singlestep(3, DpmForm.TAYLOR), 3),
                Arguments.of("DPM++ 2S ancestral without noise", new DpmTwoStageAncestral(0, 1), 2),
                Arguments.of("DPM++ SDE without noise", new DpmStochastic(0, 1, 0.5), 2),
                Arguments.of("DPM fast", DpmFast.plain(), 3),
                Arguments.of("DEIS of order 2", new Deis(2, false), 2),
                Arguments.of("DEIS of order 3", new Deis(3, false), 3),
                // The corrector adds one.
                Arguments.of("UniPC of order 1", uniPc(1, true, true), 2),
                Arguments.of("UniPC of order 2", uniPc(2, true, true), 3),
                Arguments.of("UniPC of order 3", uniPc(3, true, true), 4),
                Arguments.of("UniPC bh1 of order 2", uniPc(2, false, true), 3),
                Arguments.of("UniPC of order 2 for the noise", uniPc(2, true, false), 3),
                Arguments.of("SA-Solver of order 1 without noise", quiet(1, 1), 1),
                Arguments.of("SA-Solver of order 2 without noise", quiet(2, 2), 2),
                Arguments.of("SA-Solver of order 3 without noise", quiet(3, 3), 3));
    }

    /** Those whose weights are for equal steps. */
    static Stream<Arguments> samplersOfEqualSteps() {
        return Stream.of(
                Arguments.of("iPNDM", new ImprovedPndm(), 4),
                Arguments.of("PLMS", new Pndm(false), 4),
                Arguments.of("PNDM", new Pndm(true), 4));
    }

    @ParameterizedTest(name = "{0} is of order {2}")
    @MethodSource("samplers")
    void half_the_step_divides_the_error_by_two_to_the_order(String name, Sampler sampler, int order) {
        double coarse = errorOnNormalData(sampler, graded(48));
        double fine = errorOnNormalData(sampler, graded(96));

        // The next order still counts at these steps; some methods have a small leading error on normal data.
        assertThat(Math.log(coarse / fine) / Math.log(2)).isBetween(order - 0.4, order + 0.8);
    }

    @ParameterizedTest(name = "{0} is of order {2} on steps of equal σ")
    @MethodSource("samplersOfEqualSteps")
    void half_the_equal_step_divides_the_error_by_two_to_the_order(String name, Sampler sampler, int order) {
        double coarse = errorOnNormalData(sampler, even(48));
        double fine = errorOnNormalData(sampler, even(96));

        assertThat(Math.log(coarse / fine) / Math.log(2)).isBetween(order - 0.4, order + 0.8);
    }

    @ParameterizedTest(name = "{0} is of order {2}")
    @MethodSource("samplers")
    void two_clusters_are_met_with_that_order_too(String name, Sampler sampler, int order) {
        Tensor exact = endOnClusters(uniPc(3, true, true), graded(1200));

        double coarse = Golden.difference(endOnClusters(sampler, graded(96)), exact);
        double fine = Golden.difference(endOnClusters(sampler, graded(192)), exact);

        // Where the clusters part the path bends sharply: high orders need still shorter steps to show in full.
        assertThat(Math.log(coarse / fine) / Math.log(2)).isGreaterThan(order - (order > 2 ? 1 : 0.4));
        assertThat(fine).isLessThan(order == 1 ? 2e-2 : 2e-3);
    }

    @Test
    void the_adaptive_solver_is_as_exact_as_its_tolerance_whatever_the_schedule() {
        for (double tolerance : new double[] {1e-2, 1e-3, 1e-4}) {
            Sampler sampler = new DpmAdaptive(3, tolerance, tolerance, 0);

            assertThat(errorOnNormalData(sampler, graded(4))).isLessThan(20 * tolerance);
        }
    }

    @Test
    void a_point_of_data_is_met_exactly_by_every_sampler() {
        Tensor point = Tensor.precise(Shape.of(1, 3), 0.7, -0.2, 1.5);
        Denoiser exact = (x, at) -> point;
        Schedule schedule = CONFIG.schedule(7);

        Stream.concat(samplers(), samplersOfEqualSteps()).forEach(each -> {
            Sampler sampler = (Sampler) each.get()[1];
            Tensor start = ForwardProcess.jump(point, Tensor.precise(Shape.of(1, 3), 1, 1, 1), schedule.at(0));

            Tensor found = sampler.sample(exact, start, schedule, NONE);

            // PNDM goes half steps to whole timesteps.
            assertThat(Golden.difference(found, point)).isLessThan(sampler.equals(new Pndm(true)) ? 2e-4 : 1e-9);
        });
    }

    @Test
    void a_flow_is_run_by_the_same_samplers() {
        FlowSchedule flow =
                (FlowSchedule) DiffusersConfig.read(Map.of("_class_name", "FlowMatchEulerDiscreteScheduler"));
        Tensor start = Tensor.precise(Shape.of(1, 2), 1, -0.3);

        // From t = 1, where there is no signal, the exact end of x is c · x.
        for (Sampler sampler : List.of(new Heun(), multistep(2, new DpmStep.Clean(0, DpmForm.MIDPOINT)), new Dpm2())) {
            Tensor found = sampler.sample(ConvergenceTest::normal, start, flow.schedule(200), NONE);

            assertThat(Golden.difference(found, start.times(SPREAD))).isLessThan(2e-3);
        }
    }

    private static Sampler multistep(int order, DpmStep step) {
        return new DpmMultistep(order, step, false, false);
    }

    private static Sampler singlestep(int order, DpmForm form) {
        return new DpmSinglestep(order, new DpmStep.Clean(0, form), false);
    }

    private static Sampler uniPc(int order, boolean bh2, boolean predictsClean) {
        return new UniPc(order, bh2, predictsClean, false, Set.of());
    }

    private static Sampler quiet(int predictor, int corrector) {
        return new SaSolver(predictor, corrector, new SaSolver.Tau(0, 0, 0), false);
    }

    /** Even in ln σ, but for two short steps: a multistep method starts with low orders, which would decide alone. */
    private static List<Double> graded(int steps) {
        double from = -Math.log(SIGMA_MAX);
        double h = (-Math.log(SIGMA_MIN) - from) / steps;
        List<Double> sigmas = new ArrayList<>(List.of(SIGMA_MAX));
        for (double shorter : new double[] {h * h / 4, h * Math.sqrt(h) / 2}) {
            from += shorter;
            sigmas.add(Math.exp(-from));
        }
        double rest = (-Math.log(SIGMA_MIN) - from) / steps;
        for (int i = 1; i <= steps; i++) {
            sigmas.add(Math.exp(-from - i * rest));
        }
        return sigmas;
    }

    private static List<Double> even(int steps) {
        List<Double> sigmas = new ArrayList<>();
        for (double sigma : SigmaCurve.evenly(3, 0.3, steps + 1)) {
            sigmas.add(sigma);
        }
        return sigmas;
    }

    private static double errorOnNormalData(Sampler sampler, List<Double> sigmas) {
        Schedule schedule = CONFIG.scheduleOf(sigmas);
        Level first = schedule.at(0);
        Level end = schedule.end();
        Tensor start = Tensor.precise(Shape.of(1, 2), 1, -0.3);

        Tensor found = sampler.sample(ConvergenceTest::normal, start, schedule, NONE);

        double shrunk = Math.hypot(SPREAD, end.sigma()) / Math.hypot(SPREAD, first.sigma());
        Tensor exact = start.times(shrunk * end.signal() / first.signal());
        return Math.abs(found.toDoubles()[0] / exact.toDoubles()[0] - 1);
    }

    private static Tensor endOnClusters(Sampler sampler, List<Double> sigmas) {
        Schedule schedule = CONFIG.scheduleOf(sigmas);
        Tensor start = Tensor.precise(Shape.of(1, 4), 0.9, -0.35, 0.1, -1.4);
        return sampler.sample(ConvergenceTest::clusters, start, schedule, NONE);
    }

    private static Tensor normal(Tensor x, Level at) {
        double gain = SPREAD * SPREAD / (SPREAD * SPREAD * at.signal() * at.signal() + at.noise() * at.noise());
        return x.times(gain * at.signal());
    }

    /** N(±1, c²), each with half the weight: the mean of two normal data's x₀, weighted by tanh of how likely each is. */
    private static Tensor clusters(Tensor x, Level at) {
        double variance = SPREAD * SPREAD + at.sigma() * at.sigma();
        double gain = SPREAD * SPREAD / variance;
        return x.map(value -> {
            double y = value / at.signal();
            return gain * y + (1 - gain) * Math.tanh(y / variance);
        });
    }
}
