package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules are double here, so they are compared with the runs that had all constants in double. */
class ScheduleGoldenTest {
    static Stream<Golden> betas() {
        return Golden.under("schedulers/beta-schedules");
    }

    @ParameterizedTest
    @MethodSource("betas")
    void betas_are_those_of_diffusers(Golden golden) {
        TrainingLevels levels =
                DiffusersConfig.read(golden.part("config_given").members()).training();

        Golden twin = golden.part("float64_twin");
        List<Double> indices = golden.numbers("index");
        for (int i = 0; i < indices.size(); i++) {
            int t = indices.get(i).intValue();
            assertThat(levels.beta(t)).isCloseTo(twin.numbers("betas").get(i), within(1e-12));
            assertThat(levels.alphaBar(t))
                    .isCloseTo(twin.numbers("alphas_cumprod").get(i), within(1e-12));
        }
        double sum =
                IntStream.range(0, levels.count()).mapToDouble(levels::alphaBar).sum();
        assertThat(sum).isCloseTo(twin.number("sum_of_all_alphas_cumprod"), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("org.quarry.diffusion.SamplerGoldenTest#runs")
    void timesteps_are_those_of_diffusers(Golden golden) {
        Schedule schedule = ReferenceRun.schedule(golden);

        List<Double> listed = twin(golden, "timesteps").orElseGet(() -> golden.numbers("timesteps"));
        // Heun lists all but the first twice.
        int order = (int) golden.number("order");
        double[] timesteps = IntStream.range(0, schedule.steps())
                .mapToDouble(i -> listed.get(Math.max(0, order * i - order + 1)))
                .toArray();
        // Diffusers cuts off the timesteps of an exponential course, where all others are rounded.
        double precision = golden.id().endsWith("pp_2m_exponential") ? 1 : 1e-8;
        assertThat(schedule.levels().stream().mapToDouble(Level::timestep).toArray())
                .containsExactly(timesteps, within(precision));
    }

    static Stream<Golden> runsWithSigmas() {
        return SamplerGoldenTest.runs()
                .filter(golden -> golden.part("float64_twin").has("sigmas") && golden.number("order") == 1);
    }

    @ParameterizedTest
    @MethodSource("runsWithSigmas")
    void sigmas_are_those_of_diffusers(Golden golden) {
        Schedule schedule = ReferenceRun.schedule(golden);

        List<Double> sigmas = twin(golden, "sigmas").orElseThrow();
        for (int i = 0; i < schedule.steps(); i++) {
            assertThat(schedule.at(i).sigma() / sigmas.get(i)).isCloseTo(1, within(1e-10));
        }
        double end = schedule.after(schedule.steps() - 1).sigma();
        assertThat(end).isCloseTo(sigmas.get(schedule.steps()), within(1e-10));
    }

    static Stream<Golden> strengths() {
        return Golden.under("schedulers/img2img");
    }

    @ParameterizedTest
    @MethodSource("strengths")
    void strength_leaves_as_many_steps_as_in_diffusers(Golden golden) {
        for (Golden row : golden.parts("rows")) {
            // PNDM visits one timestep twice, and has no sampler here yet.
            if (!row.text("scheduler").equals("PNDMScheduler")) {
                Schedule whole = ReferenceRun.config(row).schedule((int) row.number("num_inference_steps"));

                Schedule left = whole.withStrength(row.number("strength"));

                assertThat(left.steps()).isEqualTo((int) row.number("steps_left"));
                assertThat(left.levels().stream()
                                .mapToDouble(Level::timestep)
                                .distinct()
                                .toArray())
                        .containsExactly(
                                row.numbers("timesteps").stream()
                                        .mapToDouble(t -> t)
                                        .distinct()
                                        .toArray(),
                                within(1e-3));
            }
        }
    }

    private static Optional<List<Double>> twin(Golden golden, String key) {
        Golden twin = golden.part("float64_twin");
        return twin.has(key) ? Optional.of(twin.numbers(key)) : Optional.empty();
    }
}
