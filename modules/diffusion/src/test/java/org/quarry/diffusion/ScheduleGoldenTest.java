package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedules are double here, so they are compared with the runs that had all constants in double. */
@ExtendWith(NamesItsFile.class)
class ScheduleGoldenTest {
    static Stream<Golden> betas() {
        return Golden.under("schedulers/beta-schedules");
    }

    @ParameterizedTest
    @MethodSource("betas")
    void betas_are_those_of_diffusers(Golden golden) {
        TrainingLevels levels = (TrainingLevels)
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

    static Stream<Golden> runsWithSigmas() {
        return SamplerGoldenTest.runs()
                .filter(golden -> golden.has("sigmas") && golden.number("order") == 1 && !golden.has("start"));
    }

    @ParameterizedTest
    @MethodSource("runsWithSigmas")
    void sigmas_are_those_of_diffusers(Golden golden) {
        Schedule schedule = ReferenceSchedule.of(golden);

        List<Double> sigmas = golden.twin("sigmas");
        // Consistency models end with their boundary in the list, but with the clean sample.
        boolean boundary = schedule.training().boundary() > 0;
        for (int i = 0; i < schedule.steps(); i++) {
            assertThat(listed(schedule, schedule.at(i)) - sigmas.get(i))
                    .isCloseTo(0, within(1e-10 * (1 + sigmas.get(i))));
        }
        double end = boundary ? schedule.training().boundary() : listed(schedule, schedule.end());
        assertThat(end).isCloseTo(sigmas.get(schedule.steps()), within(1e-10));
    }

    /** Flows have t for σ, and those that are counted towards the data 1 − t. */
    private static double listed(Schedule schedule, Level level) {
        if (schedule.prediction() == PredictionKind.DATA_FLOW) {
            return level.signal();
        }
        return schedule.training() instanceof FlowLevels ? level.noise() : level.sigma();
    }

    static Stream<Golden> strengths() {
        return Golden.under("schedulers/img2img");
    }

    @ParameterizedTest
    @MethodSource("strengths")
    void strength_leaves_as_many_steps_as_in_diffusers(Golden golden) {
        for (Golden row : golden.parts("rows")) {
            Schedule left = ReferenceSchedule.config(row)
                    .schedule((int) row.number("num_inference_steps"), row.number("strength"));

            double[] listed = row.numbers("timesteps").stream()
                    .mapToDouble(t -> t)
                    .distinct()
                    .toArray();
            // PNDM lists one timestep twice, so that it cuts off one less than ours.
            boolean twice = row.text("scheduler").equals("PNDMScheduler") && listed.length > left.steps();
            double[] ours = left.levels().stream()
                    .mapToDouble(Level::timestep)
                    .distinct()
                    .toArray();
            assertThat(ours)
                    .containsExactly(twice ? Arrays.copyOfRange(listed, 1, listed.length) : listed, within(1e-3));
        }
    }

    static Stream<Golden> shifts() {
        return Golden.only("schedulers/flow_match_euler/calculate_shift");
    }

    @ParameterizedTest
    @MethodSource("shifts")
    void the_shift_by_the_size_of_a_picture_is_that_of_flux(Golden golden) {
        FlowShift.Dynamic shift = new FlowShift.Dynamic(
                (int) golden.number("base_seq_len"),
                golden.number("base_shift"),
                (int) golden.number("max_seq_len"),
                golden.number("max_shift"),
                false);

        for (Golden row : golden.parts("rows")) {
            int tokens = (int) row.number("image_seq_len");
            assertThat(shift.mu(tokens)).isCloseTo(row.number("mu"), within(1e-12));
            assertThat(shift.forTokens(tokens)).isEqualTo(new FlowShift.Exponential(shift.mu(tokens)));
        }
    }
}
