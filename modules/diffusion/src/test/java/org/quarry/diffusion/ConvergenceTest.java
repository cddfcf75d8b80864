package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * The order of each deterministic sampler, on data whose perfect denoiser has a closed form. For data N(0, c²) it is
 * {@code x₀ = y · c²/(c² + σ²)} with y = x/signal, and the path from noise is {@code y(σ) = y(σ_max) · √(c² + σ²)/√(c² +
 * σ_max²)}.
 */
class ConvergenceTest {
    private static final double SPREAD = 0.5;
    private static final double SIGMA_MAX = 10;

    /**
     * Ends at σ = 0.02 and not at 0, where the last step alone decides; few steps, because the float samples set a floor near
     * 1e-6.
     */
    private static final double SIGMA_MIN = 0.02;

    private static final BetaSchedule CONFIG =
            ScheduleConfig.of(TrainingLevels.scaledLinear(1000, 0.00085, 0.012), PredictionKind.SAMPLE);

    static Stream<Arguments> samplers() {
        return Stream.of(
                Arguments.of("DDIM", new Ddim(), 1),
                Arguments.of("Euler", new Euler(), 1),
                Arguments.of("Heun", new Heun(), 2),
                Arguments.of("DPM++ 2M", DpmMultistep.plusPlus(2, 0), 2),
                Arguments.of("DPM++ 2M, Heun's form", new DpmMultistep(2, new DpmStep.Clean(0, DpmForm.TAYLOR), true, false), 2));
    }

    @ParameterizedTest(name = "{0} is of order {2}")
    @MethodSource("samplers")
    void half_the_step_divides_the_error_by_two_to_the_order(String name, Sampler sampler, int order) {
        double ratio = error(sampler, 32) / error(sampler, 64);

        // Between the step sizes the next order still counts: 2 is met as 1.8 to 2.3, 4 as 3.2 to 5.2.
        assertThat(Math.log(ratio) / Math.log(2)).isBetween(order - 0.35, order + 0.4);
    }

    @Test
    void a_point_of_data_is_met_exactly_by_every_sampler() {
        Tensor point = Tensor.of(Shape.of(1, 3), 0.7f, -0.2f, 1.5f);
        Denoiser exact = (x, at) -> point;
        Schedule schedule = CONFIG.schedule(7);

        samplers().forEach(each -> {
            Sampler sampler = (Sampler) each.get()[1];
            Tensor found = sampler.sample(exact, Tensor.filled(point.shape(), 1), schedule, shape -> point);
            assertThat(Golden.difference(found, point)).isLessThan(1e-6);
        });
    }

    @Test
    void the_samplers_of_second_order_agree_better_than_those_of_first() {
        assertThat(error(new Heun(), 32)).isLessThan(error(new Euler(), 32) / 5);
        assertThat(error(DpmMultistep.plusPlus(2, 0), 32)).isLessThan(error(new Euler(), 32) / 5);
    }

    private static double error(Sampler sampler, int steps) {
        Schedule schedule = CONFIG.scheduleOf(karras(steps));
        Level first = schedule.at(0);
        Level end = schedule.after(steps - 1);
        Tensor start = Tensor.of(Shape.of(1, 2), 1, -0.3f);

        Tensor found = sampler.sample(ConvergenceTest::denoised, start, schedule, shape -> start);

        double shrunk = Math.hypot(SPREAD, end.sigma()) / Math.hypot(SPREAD, first.sigma());
        Tensor exact = start.times(shrunk * end.signal() / first.signal());
        return Golden.difference(found, exact) / Math.abs(exact.at(0));
    }

    private static Tensor denoised(Tensor x, Level at) {
        double variance = SPREAD * SPREAD;
        return x.times(variance / (variance + at.sigma() * at.sigma()) / at.signal());
    }

    private static List<Double> karras(int steps) {
        List<Double> sigmas = new ArrayList<>();
        for (double sigma : SigmaCurve.KARRAS.between(SIGMA_MAX, SIGMA_MIN, steps + 1)) {
            sigmas.add(sigma);
        }
        return sigmas;
    }
}
