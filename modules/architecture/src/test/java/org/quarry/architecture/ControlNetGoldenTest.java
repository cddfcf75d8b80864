package org.quarry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.WeightFolder;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.naming.Components;

/** A ControlNet and the UNet that it steers agree with the reference implementation. */
class ControlNetGoldenTest {
    private static final String MIDDLE = "mid_block_additional_residual";

    static Stream<Path> files() {
        Path folder = References.folder("controlnet-tiny");
        // The second has the names of its authors' program, and its weights begin at an odd byte.
        return Stream.of("diffusion_pytorch_model.safetensors", "controlnet-tiny.safetensors")
                .map(folder::resolve);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aControlNetSteersTheUnetAsTheReferenceDoes(Path file) throws Exception {
        Path folder = file.getParent();
        Weights weights =
                Components.of("controlnet", Safetensors.read(file).tensors()).get("controlnet");
        Settings settings = new Settings("controlnet", References.json(folder.resolve("config.json")));
        try (Session control = new Session(Networks.write("controlnet", settings, weights, Precision.FLOAT32));
                Session unet = new Session(steeredUnet(folder.resolveSibling("sd15-tiny/unet")))) {
            for (RecordedCase recorded : RecordedCase.of(folder, "controlnet")) {
                Map<String, StoredTensor> inputs = recorded.inputs();
                Map<String, StoredTensor> wanted = residuals(recorded.outputs());
                Map<String, float[]> residuals = scaled(control.run(inputs), recorded.number("conditioning_scale"));
                for (Map.Entry<String, StoredTensor> residual : wanted.entrySet()) {
                    check(residuals.get(residual.getKey()), residual.getValue(), recorded.tolerance());
                }
                inputs.remove("controlnet_cond");
                inputs.putAll(wanted);
                check(
                        unet.run(inputs, residuals).get("out_sample"),
                        recorded.outputs().get("out_sample"),
                        recorded.tolerance());
            }
        }
    }

    private static Blueprint steeredUnet(Path folder) {
        Settings settings = new Settings("unet", References.json(folder.resolve("config.json")));
        return Unet.blueprint(settings, WeightFolder.read("unet", folder), Precision.FLOAT32);
    }

    /** By the names that Optimum's UNets give to them. */
    private static Map<String, StoredTensor> residuals(Map<String, StoredTensor> outputs) {
        Map<String, StoredTensor> residuals = new LinkedHashMap<>();
        outputs.forEach((name, tensor) -> {
            if (name.startsWith("down_block_res_samples.")) {
                residuals.put(name.replace("down_block_res_samples.", "down_block_additional_residual."), tensor);
            } else if (name.equals("mid_block_res_sample")) {
                residuals.put(MIDDLE, tensor);
            }
        });
        assertThat(residuals).containsKey(MIDDLE).hasSizeGreaterThan(1);
        return residuals;
    }

    private static Map<String, float[]> scaled(Map<String, float[]> outputs, double scale) {
        outputs.values().forEach(values -> {
            for (int i = 0; i < values.length; i++) {
                values[i] *= (float) scale;
            }
        });
        return outputs;
    }

    private static void check(float[] found, StoredTensor wanted, double tolerance) throws Exception {
        float[] numbers = Session.floats(wanted);
        assertThat(RecordedCase.largestDifference(found, numbers))
                .as(wanted.name())
                .isLessThanOrEqualTo(tolerance);
    }
}
