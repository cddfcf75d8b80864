package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Tensor;

class GuidanceGoldenTest {
    /** The reference is double; two roundings to float at values up to 20. */
    private static final double TOLERANCE = 3e-6;

    static Stream<Golden> combinations() {
        return Golden.under("guidance")
                .filter(golden ->
                        "ClassifierFreeGuidance".equals(golden.members().get("guider")));
    }

    static Stream<Golden> rescales() {
        return Stream.of(Golden.ids("guidance"))
                .flatMap(ids -> ids)
                .filter(id -> id.endsWith("rescale_noise_cfg"))
                .map(Golden::named);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void guidance_combines_as_diffusers_does(Golden golden) {
        for (Golden call : golden.parts("calls")) {
            Tensor result = guided(golden, call);

            assertThat(Golden.difference(result, tensor(golden, call, "result")))
                    .isLessThan(TOLERANCE);
        }
    }

    private static Tensor guided(Golden golden, Golden call) {
        Golden given = golden.part("args");
        Tensor conditional = tensor(golden, call, "cond");
        int count = (int) golden.number("num_inference_steps");
        double start = given.has("start") ? given.number("start") : 0;
        double stop = given.has("stop") ? given.number("stop") : 1;
        if (!call.has("uncond") || !Guidance.acts((int) call.number("step"), count, start, stop)) {
            return conditional;
        }
        // The original formulation counts the paper's way, from 0.
        double scale = given.number("guidance_scale") + (given.has("use_original_formulation") ? 1 : 0);
        Tensor combined = Guidance.combine(tensor(golden, call, "uncond"), conditional, scale);
        return given.has("guidance_rescale")
                ? Guidance.rescale(combined, conditional, given.number("guidance_rescale"))
                : combined;
    }

    @ParameterizedTest
    @MethodSource("rescales")
    void rescaling_restores_the_spread_as_diffusers_does(Golden golden) {
        for (Golden row : golden.parts("rows")) {
            Tensor result = Guidance.rescale(
                    golden.tensor("noise_cfg"), golden.tensor("noise_pred_text"), row.number("guidance_rescale"));

            assertThat(Golden.difference(result, tensor(golden, row, "result"))).isLessThan(TOLERANCE);
        }
    }

    private static Tensor tensor(Golden golden, Golden part, String key) {
        return Golden.tensor(part.members().get(key), golden.shape());
    }
}
