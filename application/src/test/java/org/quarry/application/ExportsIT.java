package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.architecture.checkpoint.WeightFolder;
import org.quarry.diffusion.LatentPacking;
import org.quarry.engine.Engine;
import org.quarry.node.Step;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Model;
import org.quarry.node.model.Tokens;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.nodes.guidance.EmbedGuidance;
import org.quarry.nodes.textencoder.TextEncoder;
import org.quarry.nodes.tokenizer.Tokenizer;
import org.quarry.nodes.unet.UnetStep;
import org.quarry.tensor.Tensor;

/**
 * Folders of networks in ONNX's format, as exporters write them: Optimum, the script of Diffusers, the converter of OnnxStack. They
 * differ in the names of outputs, in the types of inputs, in what the file of weights is called, and in whether settings lie beside.
 */
class ExportsIT {
    private static final Path MODELS =
            Path.of(System.getProperty("quarry.goldens", "none")).resolve("models");

    /** In 16 bits inputs and outputs are rounded to 11 bits; values are 4 at most. */
    private static final double HALF = 0.01;

    @TempDir
    Path files;

    private final TestCall call = new TestCall();
    private Engine engine;

    @AfterEach
    void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void flux_as_optimum_exports_it_agrees() throws Exception {
        Path folder = flux("ORTFluxPipeline");
        transformer(folder, "model.onnx_data").write(folder.resolve("transformer/model.onnx"));
        Files.copy(MODELS.resolve("flux-tiny/transformer/config.json"), folder.resolve("transformer/config.json"));
        EndToEnd golden = EndToEnd.of("flux-tiny");

        Conditioning conditioning = fluxConditioning(golden, open(folder));
        golden.check("prompt_embeds", conditioning.inputs().get("encoder_hidden_states"));
        golden.check("pooled_prompt_embeds", conditioning.inputs().get("pooled_projections"));
        golden.check("noise_pred.0", fluxStep(golden, open(folder), conditioning));
    }

    /** Before Diffusers 0.31 positions had the batch as their first axis; there are no settings. */
    @Test
    void flux_with_positions_for_each_row_in_half_precision_and_without_settings_agrees() throws Exception {
        Path folder = flux("FluxPipeline");
        Export export = transformer(folder, "model.onnx.data")
                .inputForEachRow("img_ids")
                .inputForEachRow("txt_ids")
                .renamed("out_hidden_states", "sample")
                .output("sample", Export.FLOAT16);
        for (String input : List.of("hidden_states", "encoder_hidden_states", "pooled_projections", "timestep")) {
            export.input(input, Export.FLOAT16);
        }
        export.write(folder.resolve("transformer/model.onnx"));
        EndToEnd golden = EndToEnd.of("flux-tiny");

        Model model = open(folder);
        assertThat(model.description().sizes()).containsEntry("channels", 16).containsEntry("textWidth", 32);
        Tensor prediction = fluxStep(golden, model, fluxConditioning(golden, model));

        golden.check("noise_pred.0", prediction, HALF);
    }

    /** Half precision for all but the time, of which a flow's last digits matter. */
    @ParameterizedTest
    @ValueSource(strings = {"out_hidden_states", "out_sample"})
    void a_step_of_stable_diffusion_3_in_half_precision_agrees(String output) throws Exception {
        assumeTrue(Files.isDirectory(MODELS), "no reference networks at " + MODELS);
        Path resources = Path.of("src/test/resources/stable-diffusion-3");
        Path folder = files.resolve("three");
        index(folder, "ORTStableDiffusion3Pipeline");
        Path weights = Files.createDirectories(files.resolve("weights")).resolve("model.safetensors");
        Files.copy(resources.resolve("transformer.safetensors"), weights);
        Export.of(
                        "transformer",
                        Export.settings(resources.resolve("config.json")),
                        WeightFolder.read("three", weights.getParent()),
                        folder.resolve("transformer/weights.pb"))
                .renamed("out_hidden_states", output)
                .output(output, Export.FLOAT16)
                .input("hidden_states", Export.FLOAT16)
                .input("encoder_hidden_states", Export.FLOAT16)
                .input("pooled_projections", Export.FLOAT16)
                .write(folder.resolve("transformer/model.onnx"));
        writeReference(folder, resources);
        Model exported = open(folder);
        Model written = engine.models().open("reference");
        assertThat(exported.description().family()).isEqualTo("sd3");
        assertThat(exported.description().sizes()).containsEntry("textWidth", 96);
        Tensor latent = Safetensors.read(resources.resolve("io.safetensors")).tensor("noise");
        Conditioning conditioning = new Conditioning(Map.of(
                "encoder_hidden_states", Tensor.filled(org.quarry.tensor.Shape.of(1, 333, 96), 0.5),
                "pooled_projections",
                        Safetensors.read(resources.resolve("io.safetensors")).tensor("pooled")));

        Tensor found = step(exported, conditioning, latent, 857.6923);
        Tensor wanted = step(written, conditioning, latent, 857.6923);

        assertThat(largestDifference(found, wanted)).isBetween(1e-6, HALF);
    }

    /** The script of Diffusers has changed its mind about the type of timesteps; all of these are found in downloads. */
    @ParameterizedTest
    @ValueSource(ints = {Export.FLOAT, Export.INT32, Export.INT64, Export.FLOAT16})
    void timesteps_of_any_type_agree(int type) throws Exception {
        assumeTrue(Files.isDirectory(MODELS), "no reference networks at " + MODELS);
        Path folder = files.resolve("painter");
        index(folder, "OnnxStableDiffusionPipeline");
        Export.of(MODELS.resolve("sd15-tiny-onnx/unet/model.onnx"))
                .input("timestep", type)
                .write(folder.resolve("unet/model.onnx"));
        EndToEnd golden = EndToEnd.of("sd15-tiny", "unet");

        Tensor prediction = step(
                open(folder),
                new Conditioning(Map.of("encoder_hidden_states", golden.input("encoder_hidden_states"))),
                golden.input("sample"),
                golden.input("timestep").at(0));

        golden.check("out_sample", prediction);
    }

    private void writeReference(Path exported, Path resources) throws IOException {
        Path folder = exported.resolveSibling("reference");
        index(folder, "StableDiffusion3Pipeline");
        Files.createDirectories(folder.resolve("transformer"));
        Files.copy(resources.resolve("config.json"), folder.resolve("transformer/config.json"));
        Files.copy(
                resources.resolve("transformer.safetensors"),
                folder.resolve("transformer/diffusion_pytorch_model.safetensors"));
    }

    /** The folder of FLUX but for its transformer; text encoders as Optimum exports them. */
    private Path flux(String pipeline) throws Exception {
        assumeTrue(Files.isDirectory(MODELS), "no reference networks at " + MODELS);
        Path folder = files.resolve("flux");
        index(folder, pipeline);
        Path reference = MODELS.resolve("flux-tiny");
        Path clip = reference.resolve("text_encoder");
        Export.of(
                        "text_encoder",
                        Export.settings(clip.resolve("config.json")),
                        WeightFolder.read("clip", clip),
                        folder.resolve("text_encoder/model.onnx_data"))
                .write(folder.resolve("text_encoder/model.onnx"));
        // Shards stay as they are: one network of a folder may be weights, another ONNX.
        copy(reference.resolve("text_encoder_2"), folder.resolve("text_encoder_2"));
        copy(reference.resolve("tokenizer"), folder.resolve("tokenizer"));
        copy(reference.resolve("scheduler"), folder.resolve("scheduler"));
        return folder;
    }

    private static Export transformer(Path folder, String weights) throws Exception {
        Path reference = MODELS.resolve("flux-tiny/transformer");
        return Export.of(
                "transformer",
                Export.settings(reference.resolve("config.json")),
                WeightFolder.read("flux", reference),
                folder.resolve("transformer").resolve(weights));
    }

    private static void index(Path folder, String pipeline) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("model_index.json"), "{\"_class_name\": \"" + pipeline + "\"}");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var all = Files.list(from)) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private Model open(Path folder) {
        if (engine == null) {
            engine = EndToEnd.engine(files);
        }
        return engine.models().open(folder.getFileName().toString());
    }

    private Conditioning fluxConditioning(EndToEnd golden, Model model) {
        Tokens clip = NodeTester.of(new Tokenizer())
                .with("text", golden.attribute("prompt"))
                .with("vocabulary", model)
                .run()
                .tokens();
        Tensor ids = golden.input("input_ids_2");
        Tokens t5 = new Tokens(
                golden.attribute("prompt"),
                List.of(IntStream.range(0, ids.shape().count())
                        .mapToObj(i -> (int) ids.at(i))
                        .toList()));
        Conditioning encoded = NodeTester.of(new TextEncoder())
                .with("encoder", model)
                .with("tokens", clip)
                .with("t5Tokens", t5)
                .calling(call)
                .run()
                .conditioning();
        return NodeTester.of(new EmbedGuidance())
                .with("conditioning", encoded)
                .with("unet", model)
                .with("scale", 3.5)
                .run()
                .conditioning();
    }

    /** The first step, at which all is noise. */
    private Tensor fluxStep(EndToEnd golden, Model model, Conditioning conditioning) {
        return LatentPacking.pack(step(model, conditioning, golden.input("noise"), 1000));
    }

    private Tensor step(Model model, Conditioning conditioning, Tensor latent, double timestep) {
        return NodeTester.of(new UnetStep())
                .with("unet", model)
                .with("conditioning", conditioning)
                .at(new Step(latent, timestep, 0.5, 0.5, 0, 4))
                .calling(call)
                .run()
                .prediction();
    }

    private static double largestDifference(Tensor found, Tensor wanted) {
        double largest = 0;
        for (float each : found.minus(wanted).toArray()) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest;
    }
}
