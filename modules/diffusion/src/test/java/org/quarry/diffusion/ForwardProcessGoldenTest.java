package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Tensor;

class ForwardProcessGoldenTest {
    /** The goldens' constants are float. */
    private static final double TOLERANCE = 3e-5;

    static Stream<Golden> jumps() {
        return ours("add_noise");
    }

    static Stream<Golden> velocities() {
        return ours("get_velocity");
    }

    private static Stream<Golden> ours(String name) {
        return Golden.ids("schedulers")
                .filter(id -> id.endsWith("/" + name))
                .map(Golden::named)
                .filter(golden -> List.of("ddim", "ddpm", "euler", "euler_ancestral", "heun", "dpmsolver_multistep")
                        .contains(golden.scheduler()))
                .filter(golden -> !GoldenCoverageTest.NOT_COVERED.containsKey(golden.id()));
    }

    @ParameterizedTest
    @MethodSource("jumps")
    void a_jump_adds_the_noise_that_diffusers_adds(Golden golden) {
        Tensor result = rows(golden, (row, at) -> {
            Tensor jumped = ForwardProcess.jump(row(golden, "x", row), row(golden, "noise", row), at);
            return scaled(golden) ? jumped.times(1 / at.signal()) : jumped;
        });

        assertThat(Golden.difference(result, golden.tensor("result"))).isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("velocities")
    void the_velocity_is_that_of_diffusers(Golden golden) {
        Tensor result = rows(
                golden, (row, at) -> PredictionKind.V.target(row(golden, "x", row), row(golden, "noise", row), at));

        assertThat(Golden.difference(result, golden.tensor("result"))).isLessThan(TOLERANCE);
    }

    private static Tensor rows(Golden golden, BiFunction<Integer, Level, Tensor> each) {
        Schedule schedule = ReferenceRun.config(golden)
                .schedule((int) golden.part("set_timesteps").number("num_inference_steps"));
        List<Double> timesteps = golden.numbers("timesteps");
        return Tensor.concatenate(IntStream.range(0, timesteps.size())
                .mapToObj(row -> each.apply(row, nearest(schedule, timesteps.get(row))))
                .toList());
    }

    private static Level nearest(Schedule schedule, double timestep) {
        return schedule.levels().stream()
                .filter(level -> Math.abs(level.timestep() - timestep) < 1e-3)
                .findFirst()
                .orElseThrow();
    }

    private static Tensor row(Golden golden, String key, int row) {
        return golden.tensor(key).rows(row, row + 1);
    }

    /** Diffusers' Euler and Heun keep x/signal. */
    private static boolean scaled(Golden golden) {
        return List.of("euler", "euler_ancestral", "heun").contains(golden.scheduler());
    }
}
