package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Tensor;

@ExtendWith(NamesItsFile.class)
class ForwardProcessGoldenTest {
    /** The goldens' constants are float; consistency models go up to σ = 80. */
    private static final double TOLERANCE = 3e-5;

    static Stream<Golden> jumps() {
        return named("add_noise", "scale_noise");
    }

    static Stream<Golden> velocities() {
        return named("get_velocity");
    }

    private static Stream<Golden> named(String... names) {
        return Golden.ids("schedulers")
                .filter(id -> List.of(names).contains(id.substring(id.lastIndexOf('/') + 1)))
                .map(Golden::named);
    }

    @ParameterizedTest
    @MethodSource("jumps")
    void a_jump_adds_the_noise_that_diffusers_adds(Golden golden) {
        Tensor result = rows(golden, (row, at) -> {
            Tensor jumped = ForwardProcess.jump(row(golden, "x", row), row(golden, "noise", row), at);
            return ReferenceRun.unscaled(golden) ? jumped.times(1 / at.signal()) : jumped;
        });

        double largest = result.map(Math::abs).mean() + 1;
        assertThat(Golden.difference(result, golden.tensor("result"))).isLessThan(TOLERANCE * largest);
    }

    @ParameterizedTest
    @MethodSource("velocities")
    void the_velocity_is_that_of_diffusers(Golden golden) {
        Tensor result = rows(golden, (row, at) -> {
            Tensor clean = row(golden, "x", row);
            return PredictionKind.V.output(clean, ForwardProcess.jump(clean, row(golden, "noise", row), at), at);
        });

        assertThat(Golden.difference(result, golden.tensor("result"))).isLessThan(TOLERANCE);
    }

    private static Tensor rows(Golden golden, BiFunction<Integer, Level, Tensor> each) {
        Schedule schedule = ReferenceSchedule.config(golden)
                .schedule((int) golden.part("set_timesteps").number("num_inference_steps"));
        List<Double> timesteps = golden.numbers("timesteps");
        return Tensor.concatenate(IntStream.range(0, timesteps.size())
                .mapToObj(row -> each.apply(row, level(golden, schedule, timesteps.get(row))))
                .toList());
    }

    private static Level level(Golden golden, Schedule schedule, double timestep) {
        // Between two levels, Diffusers' methods with two evaluations take the lower one's noise.
        boolean between = List.of("kdpm2", "kdpm2_ancestral", "dpmsolver_sde").contains(golden.scheduler());
        Level found = schedule.levels().stream()
                .filter(level -> between ? level.timestep() <= timestep + 1e-3 : same(level, timestep))
                .findFirst()
                .orElseGet(() -> schedule.training().atTimestep(timestep));
        // Diffusers' Euler looks its velocity's ᾱ up by the number of the step, where the timestep is meant.
        boolean byNumber = golden.id().endsWith("euler/get_velocity");
        return byNumber ? schedule.training().atTimestep(found.index()) : found;
    }

    private static boolean same(Level level, double timestep) {
        return Math.abs(level.timestep() - timestep) < 1e-3;
    }

    private static Tensor row(Golden golden, String key, int row) {
        return golden.precise(key).rows(row, row + 1);
    }
}
