package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.diffusion.AdaptiveProjectedGuidance.Extent;
import org.quarry.diffusion.AdaptiveProjectedGuidance.Origin;
import org.quarry.diffusion.FrequencyDecoupledGuidance.Band;
import org.quarry.tensor.Tensor;

/** Every guider of Diffusers that combines predictions, over all its recorded steps. */
@ExtendWith(NamesItsFile.class)
class GuidanceGoldenTest {
    /** The reference is double, these are float: a rounding of 6e-8 relative of each input, at a scale of ten. */
    private static final double TOLERANCE = 3e-6;
    /** The reference itself computes singular vectors and the zero-star scale in float. */
    private static final double FLOAT_REFERENCE = 2e-5;
    /** The reference has angles of 14000 radians in float. */
    private static final double FLOAT_ANGLES = 2e-3;

    static Stream<Golden> combinations() {
        return Golden.under("guidance").filter(golden -> golden.has("guider"));
    }

    static Stream<Golden> rescales() {
        return ending("rescale_noise_cfg");
    }

    static Stream<Golden> embeddings() {
        return ending("lcm_w_embedding");
    }

    private static Stream<Golden> ending(String name) {
        return Golden.ids("guidance").filter(id -> id.endsWith(name)).map(Golden::named);
    }

    @TestFactory
    Stream<DynamicTest> guidance_combines_as_diffusers_does() {
        return combinations().map(golden -> DynamicTest.dynamicTest(golden.id(), () -> follow(golden)));
    }

    private static void follow(Golden golden) {
        double tolerance = golden.text("note").contains("float32") ? FLOAT_REFERENCE : TOLERANCE;
        Given given = new Given(golden);
        for (Golden call : golden.parts("calls")) {
            Tensor result = given.guided(call);

            assertThat(Golden.difference(result, given.tensor(call, "result")))
                    .as("step %s", call.number("step"))
                    .isLessThan(tolerance);
        }
    }

    @ParameterizedTest
    @MethodSource("rescales")
    void rescaling_restores_the_spread_as_diffusers_does(Golden golden) {
        for (Golden row : golden.parts("rows")) {
            Tensor result = Guidance.rescale(
                    golden.tensor("noise_cfg"), golden.tensor("noise_pred_text"), row.number("guidance_rescale"));

            assertThat(Golden.difference(result, Golden.tensor(row.members().get("result"), golden.shape())))
                    .isLessThan(TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("embeddings")
    void a_distilled_network_is_told_its_scale_as_diffusers_does(Golden golden) {
        for (Golden row : golden.parts("rows")) {
            Tensor result = GuidanceEmbedding.of(row.number("guidance_scale"), (int) row.number("embedding_dim"));

            assertThat(Golden.difference(result, Golden.tensor(row.members().get("embedding"), result.shape())))
                    .isLessThan(FLOAT_ANGLES);
        }
    }

    /** One guider with its arguments, and the running average that it keeps from call to call. */
    private static final class Given {
        private final Golden golden;
        private final Golden arguments;
        private Tensor average;

        Given(Golden golden) {
            this.golden = golden;
            this.arguments = golden.part("args");
            this.average = Tensor.filled(golden.shape(), 0);
        }

        Tensor guided(Golden call) {
            Tensor conditional = tensor(call, "cond");
            int step = (int) call.number("step");
            if (step < number("zero_init_steps", golden.text("guider").contains("ZeroStar") ? 1 : 0)) {
                return Tensor.filled(golden.shape(), 0);
            }
            int count = (int) golden.number("num_inference_steps");
            if (!call.has("uncond") || !Guidance.acts(step, count, number("start", 0), number("stop", 1))) {
                return conditional;
            }
            Tensor combined = combined(call, conditional, tensor(call, "uncond"));
            double rescale = number("guidance_rescale", 0);
            return rescale == 0 ? combined : Guidance.rescale(combined, conditional, rescale);
        }

        private Tensor combined(Golden call, Tensor conditional, Tensor unconditional) {
            // The original formulation counts the paper's way, from 0.
            double scale = number("guidance_scale", 7.5) + (arguments.has("use_original_formulation") ? 1 : 0);
            return switch (golden.text("guider")) {
                case "ClassifierFreeGuidance" -> Guidance.combine(unconditional, conditional, scale);
                case "ClassifierFreeZeroStarGuidance" -> ZeroStarGuidance.guide(unconditional, conditional, scale);
                case "TangentialClassifierFreeGuidance" -> TangentialGuidance.guide(unconditional, conditional, scale);
                case "MagnitudeAwareGuidance" ->
                    MagnitudeAwareGuidance.guide(unconditional, conditional, scale, number("alpha", 8));
                case "FrequencyDecoupledGuidance" ->
                    FrequencyDecoupledGuidance.guide(unconditional, conditional, bands());
                case "AdaptiveProjectedGuidance" -> projected(scale, 0, unconditional, conditional);
                case "AdaptiveProjectedMixGuidance" -> mixed((int) call.number("step"), unconditional, conditional);
                default -> {
                    Tensor guided = Guidance.combine(unconditional, conditional, scale);
                    yield perturbed(call, conditional, guided);
                }
            };
        }

        private Tensor mixed(int step, Tensor unconditional, Tensor conditional) {
            // The reference counts one step more than its name says.
            if (step > number("adaptive_projected_guidance_start_step", 5)) {
                return projected(number("adaptive_projected_guidance_scale", 10), 10, unconditional, conditional);
            }
            average(-0.5, unconditional, conditional);
            return Guidance.combine(unconditional, conditional, number("guidance_scale", 3.5));
        }

        private Tensor projected(double scale, double threshold, Tensor unconditional, Tensor conditional) {
            boolean channels = arguments.has("adaptive_projected_guidance_norm_dim");
            AdaptiveProjectedGuidance guidance = new AdaptiveProjectedGuidance(
                    scale,
                    number("eta", 0),
                    number("adaptive_projected_guidance_rescale", threshold),
                    channels ? Extent.CHANNEL : Extent.WHOLE,
                    Origin.UNCONDITIONAL);
            average(threshold == 0 ? 0 : -0.5, unconditional, conditional);
            return guidance.guide(unconditional, conditional, average);
        }

        private void average(double momentum, Tensor unconditional, Tensor conditional) {
            average = AdaptiveProjectedGuidance.average(
                    unconditional, conditional, number("adaptive_projected_guidance_momentum", momentum), average);
        }

        private List<Band> bands() {
            List<Double> scales = arguments.numbers("guidance_scales");
            return IntStream.range(0, scales.size())
                    .mapToObj(k -> new Band(
                            scales.get(k),
                            arguments.has("parallel_weights")
                                    ? arguments.numbers("parallel_weights").get(k)
                                    : 1))
                    .toList();
        }

        /** Skip-layer, perturbed-attention and smoothed-energy guidance differ in names only. */
        private Tensor perturbed(Golden call, Tensor conditional, Tensor guided) {
            String prefix = Stream.of("skip_layer", "perturbed", "seg")
                    .filter(name -> arguments.has(name + "_guidance_scale"))
                    .findFirst()
                    .orElseThrow();
            boolean acts = Guidance.actsAfter(
                    (int) call.number("step"),
                    (int) golden.number("num_inference_steps"),
                    arguments.number(prefix + "_guidance_start"),
                    arguments.number(prefix + "_guidance_stop"));
            return acts
                    ? Guidance.awayFrom(
                            tensor(call, "third"), conditional, guided, arguments.number(prefix + "_guidance_scale"))
                    : guided;
        }

        Tensor tensor(Golden call, String key) {
            return Golden.tensor(call.members().get(key), golden.shape());
        }

        private double number(String key, double otherwise) {
            return arguments.has(key) ? arguments.number(key) : otherwise;
        }
    }
}
