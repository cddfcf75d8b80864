package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.architecture.Settings;
import org.quarry.architecture.checkpoint.WeightFolder;
import org.quarry.engine.Engine;
import org.quarry.node.PerStep;
import org.quarry.node.model.Conditioning;
import org.quarry.node.testing.TestCall;
import org.quarry.nodes.scheduler.Denoise;
import org.quarry.nodes.scheduler.SamplerChoice;
import org.quarry.tensor.Tensor;

/**
 * Stable Diffusion 2.1 with its predictions of v, the Turbo models and latent consistency models, from prompt to latents on networks of
 * random weights, with the settings that they are published with, against what Diffusers computed with the same weights.
 */
class FewStepFamiliesGoldenIT {
    private static final Path RESOURCES = Path.of("src/test/resources/few-steps");
    private static final String PROMPT = "a photo of an astronaut riding a horse";

    /** Of the recorded noise. */
    private static final long SEED = 11;

    /** Of the largest value: networks in 32 bits, whose misses each step hands on. */
    private static final double TOLERANCE = 2e-5;

    @TempDir
    private Path files;

    private final TestCall call = new TestCall();
    private Safetensors recorded;
    private Engine engine;

    @BeforeEach
    void openRecorded() throws Exception {
        EndToEnd.folder("sdxl-tiny");
        recorded = Safetensors.read(RESOURCES.resolve("io.safetensors"));
    }

    @AfterEach
    void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void stable_diffusion_2_with_predictions_of_v_agrees() throws Exception {
        writeFolder("v", "StableDiffusionPipeline", Map.of());
        ByNodes model = open("v");
        Conditioning prompt = conditioning(model);

        assertAgrees("v", model, model.guided(prompt, model.conditioning(""), 7.5), SamplerChoice.DDIM, 4);
    }

    @Test
    void sd_turbo_agrees_in_one_step_without_guidance() throws Exception {
        writeFolder("turbo", "StableDiffusionPipeline", Map.of());
        ByNodes model = open("turbo");

        assertAgrees("turbo", model, model.prediction(conditioning(model)), SamplerChoice.FROM_MODEL, 1);
    }

    /** Fresh noise after its first step is torch's, too. */
    @Test
    void sdxl_turbo_agrees_in_two_steps_without_guidance() throws Exception {
        copy(EndToEnd.folder("sdxl-tiny"), files.resolve("xl-turbo"));
        Files.copy(
                RESOURCES.resolve("xl-turbo.json"),
                Files.createDirectories(files.resolve("xl-turbo/scheduler")).resolve("scheduler_config.json"));
        ByNodes model = open("xl-turbo");
        String prompt = EndToEnd.of("sdxl-tiny").attribute("prompt");

        assertAgrees("xl-turbo", model, model.prediction(model.conditioning(prompt)), SamplerChoice.FROM_MODEL, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights", "ONNX"})
    void a_latent_consistency_model_agrees_that_is_told_a_guidance_scale(String form) throws Exception {
        writeFolder("lcm", "LatentConsistencyModelPipeline", Map.of("time_cond_proj_dim", 256));
        if (form.equals("ONNX")) {
            exportUnet(files.resolve("lcm"));
        }
        ByNodes model = open("lcm");
        Conditioning told = model.told(conditioning(model), 8.5);

        assertThat(model.model().description().sizes()).containsEntry("guidance", 256);
        assertAgrees("lcm", model, model.prediction(told), SamplerChoice.FROM_MODEL, 4);
    }

    private ByNodes open(String model) {
        engine = EndToEnd.engine(files);
        return new ByNodes(engine.models().open(model), call);
    }

    private Conditioning conditioning(ByNodes model) {
        Conditioning conditioning = model.conditioning(PROMPT);
        assertClose("prompt", conditioning.inputs().get("encoder_hidden_states"));
        return conditioning;
    }

    private void assertAgrees(
            String name, ByNodes model, PerStep<Tensor> prediction, SamplerChoice sampler, int steps) {
        Tensor noise = recorded.tensor(name + ".noise");
        Denoise.Out out = model.denoise(prediction, steps, noise, sampler, SEED);

        for (int step = 0; step < steps; step++) {
            // Diffusers keeps Euler's samples in the scale of Karras et al. (2022): x / signal.
            double signal = name.endsWith("turbo")
                    ? model.schedule(steps, noise).after(step).signal()
                    : 1;
            assertClose(
                    name + ".latents." + step,
                    out.trajectory().rows(step + 1, step + 2).times(1 / signal));
        }
        assertThat(model.picture(out.latent()).pixels().shape().toString()).isEqualTo("[3, 64, 96]");
    }

    private void assertClose(String name, Tensor found) {
        Tensor wanted = recorded.tensor(name);
        assertThat(found.shape()).as(name).isEqualTo(wanted.shape());
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < wanted.shape().count(); i++) {
            largest = Math.max(largest, Math.abs(wanted.at(i)));
            difference = Math.max(difference, Math.abs(found.at(i) - wanted.at(i)));
        }
        assertThat(difference / largest).as(name).isCloseTo(0, within(TOLERANCE));
    }

    /** The UNet of here with the text encoder of OpenCLIP, its tokenizer, and an autoencoder. */
    private void writeFolder(String name, String pipeline, Map<String, Object> settings) throws Exception {
        Path folder = files.resolve(name);
        Path large = EndToEnd.folder("sdxl-tiny");
        copy(large.resolve("text_encoder_2"), folder.resolve("text_encoder"));
        copy(large.resolve("tokenizer_2"), folder.resolve("tokenizer"));
        copy(EndToEnd.folder("sd15-tiny").resolve("vae"), folder.resolve("vae"));
        Path scheduler = Files.createDirectories(folder.resolve("scheduler"));
        Files.copy(RESOURCES.resolve(name + ".json"), scheduler.resolve("scheduler_config.json"));
        Path unet = Files.createDirectories(folder.resolve("unet"));
        StringBuilder further = new StringBuilder();
        settings.forEach((key, value) ->
                further.append('"').append(key).append("\": ").append(value).append(", "));
        Files.writeString(
                unet.resolve("config.json"),
                Files.readString(RESOURCES.resolve("unet.json")).replaceFirst("\\{", "{" + further));
        SingleFile weights = new SingleFile().with("", RESOURCES.resolve("unet.safetensors"));
        if (!settings.isEmpty()) {
            weights.with("", RESOURCES.resolve("told.safetensors"));
        }
        weights.write(unet.resolve("diffusion_pytorch_model.safetensors"));
        Files.writeString(folder.resolve("model_index.json"), "{\"_class_name\": \"" + pipeline + "\"}");
    }

    /** In place of its weights, with the types that converters give its inputs. */
    private static void exportUnet(Path folder) throws Exception {
        Path unet = folder.resolve("unet");
        Path weights = Files.createDirectories(folder.resolveSibling("weights")).resolve("unet.safetensors");
        Files.move(unet.resolve("diffusion_pytorch_model.safetensors"), weights);
        Settings settings = Export.settings(unet.resolve("config.json"));
        Export.of("unet", settings, WeightFolder.read("lcm", weights.getParent()), unet.resolve("model.onnx_data"))
                .input("timestep", Export.INT64)
                .write(unet.resolve("model.onnx"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith("scheduler_config.json"))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
