package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.architecture.checkpoint.WeightFolder;
import org.quarry.engine.Engine;
import org.quarry.node.Step;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Network;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.nodes.model.LoadControlNet;
import org.quarry.nodes.unet.ApplyControlNet;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** ControlNets through the nodes, against what Diffusers computed with the same weights. */
class ControlNetGoldenIT {
    private static final Path MODELS =
            Path.of(System.getProperty("quarry.goldens", "none")).resolve("models");

    private final TestCall call = new TestCall();
    private Engine engine;

    @BeforeEach
    void openEngine(@TempDir Path files) throws IOException {
        engine = EndToEnd.engine(files, "sd15-tiny");
    }

    @AfterEach
    void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sd15-tiny, diffusion_pytorch_model.safetensors",
        "sd15-tiny, controlnet-tiny.safetensors",
        "sd15-tiny.safetensors, controlnet-tiny.safetensors"
    })
    void a_control_net_steers_the_prediction(String form, String file) throws Exception {
        assertSteers(
                engine.models().open(form), MODELS.resolve("controlnet-tiny").resolve(file));
    }

    /** As the converter of OnnxStack names what they say, and as Diffusers does. */
    @ParameterizedTest
    @CsvSource({
        "down_block_%d_additional_residual, mid_block_additional_residual",
        "down_block_res_samples.%d, mid_block_res_sample"
    })
    void a_control_net_in_the_format_of_onnx_steers_the_prediction(String down, String middle, @TempDir Path folder)
            throws Exception {
        Path reference = MODELS.resolve("controlnet-tiny");
        Path weights = Files.createDirectories(folder.resolve("weights"));
        Files.copy(reference.resolve("diffusion_pytorch_model.safetensors"), weights.resolve("model.safetensors"));
        Export export = Export.of(
                        "controlnet",
                        Export.settings(reference.resolve("config.json")),
                        WeightFolder.read("controlnet", weights),
                        folder.resolve("model.onnx.data"))
                .input("timestep", Export.INT64)
                .renamed("mid_block_additional_residual", middle);
        for (int i = 0; i < 12; i++) {
            export.renamed("down_block_additional_residual." + i, String.format(down, i));
        }
        export.write(folder.resolve("model.onnx"));

        assertSteers(engine.models().open("sd15-tiny"), folder.resolve("model.onnx"));
    }

    @Test
    void a_network_of_onnx_that_is_no_control_net_is_refused() {
        Path unet = MODELS.resolve("sd15-tiny-onnx/unet/model.onnx");

        assertThatThrownBy(() -> engine.models().open("sd15-tiny").controlNet(unet))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.onnx is no ControlNet: it has the inputs")
                .hasMessageContaining("Choose the .onnx file of a ControlNet");
    }

    private void assertSteers(Model model, Path file) throws Exception {
        Path cases = MODELS.resolve("controlnet-tiny");
        Network controlNet = NodeTester.of(new LoadControlNet())
                .with("unet", model)
                .with("file", file)
                .run()
                .controlNet();
        for (ComponentCase golden : ComponentCase.of(cases, "controlnet")) {
            Map<String, List<Tensor>> rows = new TreeMap<>();
            for (int row = 0; row < golden.input("sample").shape().size(0); row++) {
                Map<String, Tensor> seen = row(golden.inputs(), row);
                Step step =
                        new Step(seen.get("sample"), golden.input("timestep").at(0), 0.5, 0.5, 0, 4);
                Conditioning text =
                        new Conditioning(Map.of("encoder_hidden_states", seen.get("encoder_hidden_states")));
                Conditioning steered = steered(controlNet, text, seen.get("controlnet_cond"), golden, step);
                steered.inputs().forEach((name, value) -> add(rows, name, value));
                add(
                        rows,
                        "out_sample",
                        new ByNodes(model, call).prediction(steered).at(step));
            }
            for (int i = 0; i < 12; i++) {
                golden.check(
                        "down_block_res_samples." + i,
                        Tensor.concatenate(rows.get("down_block_additional_residual." + i)));
            }
            golden.check("mid_block_res_sample", Tensor.concatenate(rows.get("mid_block_additional_residual")));
            golden.check("out_sample", Tensor.concatenate(rows.get("out_sample")));
        }
    }

    private Conditioning steered(Network controlNet, Conditioning text, Tensor seen, ComponentCase golden, Step step) {
        Shape shape = seen.shape();
        return NodeTester.of(new ApplyControlNet())
                .with("controlNet", controlNet)
                .with("conditioning", text)
                .with("picture", new Picture(seen.reshaped(Shape.of(3, shape.size(2), shape.size(3)))))
                .with("strength", golden.number("conditioning_scale"))
                .with("guessMode", golden.attribute("guess_mode"))
                .at(step)
                .calling(call)
                .run()
                .conditioning();
    }

    /** A picture steers one sample: what was recorded as a batch is given one by one. */
    private static Map<String, Tensor> row(Map<String, Tensor> batch, int row) {
        Map<String, Tensor> one = new TreeMap<>();
        batch.forEach((name, value) -> {
            if (value.shape().rank() > 1) {
                one.put(name, value.rows(row, row + 1));
            }
        });
        return one;
    }

    private static void add(Map<String, List<Tensor>> rows, String name, Tensor value) {
        rows.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
}
