package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Tensor;

@ExtendWith(NamesItsFile.class)
class InversionGoldenTest {
    /** The references' constants are float. */
    private static final double TOLERANCE = 3e-5;

    static Stream<Golden> reconstructions() {
        return Stream.of(
                        "inversion/ddim_g1",
                        "inversion/ddim_inv_g1_gen_g7p5",
                        "inversion/renoise_k3",
                        "inversion/renoise_k4_avg2_5")
                .flatMap(id -> Golden.ids("inversion").filter(id::equals))
                .map(Golden::named);
    }

    static Stream<Golden> inversions() {
        return Golden.under("schedulers/ddim_inverse");
    }

    @ParameterizedTest
    @MethodSource("reconstructions")
    void inversion_and_reconstruction_go_the_way_of_the_authors(Golden golden) {
        Golden given = golden.part("args");
        Schedule schedule = schedule(golden, given);
        DdimInversion.Refinement refinement = refinement(given);
        double guidance =
                given.has("guidance_inversion") ? given.number("guidance_inversion") : given.number("guidance");
        Tensor original = golden.tensor("x0");

        InvertedPath path = DdimInversion.path(model(guidance), original, schedule, refinement);
        Tensor noisy = path.noisiest();
        Tensor back = new Ddim().sample(model(given.number("guidance")), noisy, schedule, shape -> original);

        List<?> expected = (List<?>) golden.members().get("trajectory");
        for (int i = 0; i < expected.size(); i++) {
            assertThat(Golden.difference(path.samples().get(i), golden.tensor(expected.get(i))))
                    .isLessThan(TOLERANCE);
        }
        assertThat(Golden.difference(noisy, golden.tensor("inverted"))).isLessThan(TOLERANCE);
        assertThat(Golden.difference(back, golden.tensor("reconstruction"))).isLessThan(TOLERANCE);
        assertThat(ReconstructionError.between(original, back).largest())
                .isCloseTo(golden.number("reconstruction_max_error"), within(TOLERANCE));
    }

    /** The range of estimates that the authors average ends with the last one. */
    private static DdimInversion.Refinement refinement(Golden given) {
        int iterations = given.has("renoise_steps") ? (int) given.number("renoise_steps") : 0;
        int averaged = given.has("average_range")
                ? iterations + 1 - given.numbers("average_range").get(0).intValue()
                : 1;
        return new DdimInversion.Refinement(iterations, averaged);
    }

    /** The files name no offset, but the runs with one list timesteps that end at 1. */
    static Schedule schedule(Golden golden, Golden given) {
        Map<String, Object> config =
                new HashMap<>(golden.part("scheduler_config").members());
        List<Double> timesteps = golden.numbers("timesteps");
        config.put("steps_offset", timesteps.get(timesteps.size() - 1));
        return DiffusersConfig.read(config).schedule((int) given.number("steps"));
    }

    static Denoiser model(double guidance) {
        return model(PredictionKind.EPSILON, Golden::closedForm, guidance);
    }

    /** The closed form of an empty prompt, guided towards that of another. */
    static Denoiser model(PredictionKind kind, BiFunction<Tensor, Level, Tensor> prompt, double guidance) {
        return kind.denoiser((x, at) -> {
            Tensor unconditional = x.map(s -> 0.25 * s + 0.1 * Math.sin(2 * s + at.timestep() / 300) + 0.03);
            return Guidance.combine(unconditional, prompt.apply(x, at), guidance);
        });
    }

    @ParameterizedTest
    @MethodSource("inversions")
    void every_step_up_is_that_of_diffusers(Golden golden) {
        Schedule schedule = ReferenceSchedule.of(golden);
        Denoiser network = schedule.prediction().denoiser(Golden::closedForm);

        List<Tensor> trajectory = DdimInversion.trajectory(network, golden.tensor("x"), schedule, 0);

        for (Golden step : golden.parts("steps")) {
            if (step.has("sample")) {
                Tensor reference = Golden.tensor(step.members().get("sample"), golden.shape());
                assertThat(Golden.difference(trajectory.get((int) step.number("i") + 1), reference))
                        .isLessThan(TOLERANCE);
            }
        }
    }
}
