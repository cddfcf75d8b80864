package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.engine.Engine;
import org.quarry.json.JsonException;
import org.quarry.node.model.Conditioning;
import org.quarry.node.testing.TestCall;
import org.quarry.nodes.scheduler.Denoise;
import org.quarry.nodes.scheduler.SamplerChoice;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/**
 * Stable Diffusion 3 from prompt to picture on networks of random weights, without T5, as a folder and as a file with all weights by
 * the names of its authors, against what Diffusers computed with the same weights.
 */
class StableDiffusion3GoldenIT {
    private static final Path RESOURCES = Path.of("src/test/resources/stable-diffusion-3");
    private static final Path MODELS =
            Path.of(System.getProperty("quarry.goldens", "none")).resolve("models");
    private static final String PROMPT = "a photo of an astronaut riding a horse";
    private static final int STEPS = 4;

    /** Latents are about 5 at most, and guidance multiplies what 32 bits miss. */
    private static final double TOLERANCE = 2e-4;

    private final TestCall call = new TestCall();
    private Engine engine;

    @AfterEach
    void closeEngine() {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"three", "three.safetensors"})
    void stable_diffusion_3_agrees_from_prompt_to_picture(String form, @TempDir Path files) throws Exception {
        assumeTrue(Files.isDirectory(MODELS), "no reference networks at " + MODELS);
        writeFolder(files.resolve("three"));
        if (form.endsWith(".safetensors")) {
            writeFile(files.resolve(form));
        }
        Safetensors recorded = Safetensors.read(RESOURCES.resolve("io.safetensors"));
        engine = EndToEnd.engine(files);
        ByNodes model = new ByNodes(engine.models().open(form), call);
        assertThat(model.model().description().family()).isEqualTo("sd3");
        Conditioning prompt = model.conditioning(PROMPT);
        assertClose("pooled", prompt.inputs().get("pooled_projections"), recorded, 1e-4);

        Denoise.Out out = model.denoise(
                model.guided(prompt, model.conditioning(""), 5),
                STEPS,
                recorded.tensor("noise"),
                SamplerChoice.FROM_MODEL,
                0);

        for (int step = 0; step < STEPS; step++) {
            assertClose("latents." + step, out.trajectory().rows(step + 1, step + 2), recorded, TOLERANCE);
        }
        assertPicture(model.picture(out.latent()), recorded);
        assertThat(call.reports()).anyMatch(report -> report.contains("has no T5 (text_encoder_3)"));
    }

    /** As newer folders come: neither vocab.json nor merges.txt. */
    @Test
    void tokenizers_of_one_file_give_the_same_conditioning(@TempDir Path files) throws Exception {
        assumeTrue(Files.isDirectory(MODELS), "no reference networks at " + MODELS);
        writeFolder(files.resolve("three"));
        writeFolder(files.resolve("newer"));
        for (String tokenizer : List.of("tokenizer", "tokenizer_2")) {
            joinFiles(files.resolve("newer").resolve(tokenizer));
        }
        engine = EndToEnd.engine(files);

        Conditioning newer = new ByNodes(engine.models().open("newer"), call).conditioning(PROMPT);

        assertThat(engine.models().describe("newer").orElseThrow().missing()).isEmpty();
        assertThat(newer.inputs())
                .isEqualTo(new ByNodes(engine.models().open("three"), call)
                        .conditioning(PROMPT)
                        .inputs());
    }

    private static void joinFiles(Path tokenizer) throws IOException {
        Path vocabulary = tokenizer.resolve("vocab.json");
        Path merges = tokenizer.resolve("merges.txt");
        String pairs = Files.readString(merges)
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#version"))
                .map(line -> '"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(","));
        Files.writeString(
                tokenizer.resolve("tokenizer.json"),
                "{\"model\": {\"type\": \"BPE\", \"end_of_word_suffix\": \"</w>\", \"vocab\": "
                        + Files.readString(vocabulary) + ", \"merges\": [" + pairs + "]}}");
        Files.delete(vocabulary);
        Files.delete(merges);
    }

    private static void assertPicture(Picture picture, Safetensors recorded) {
        Tensor wanted = recorded.tensor("decoded").map(value -> Math.min(1, Math.max(0, value / 2 + 0.5)));
        Tensor found = picture.pixels();
        assertThat(largestDifference(found, wanted.reshaped(found.shape()))).isLessThan(TOLERANCE);
    }

    private static void assertClose(String name, Tensor found, Safetensors recorded, double tolerance) {
        Tensor wanted = recorded.tensor(name);
        assertThat(found.shape()).as(name).isEqualTo(wanted.shape());
        assertThat(largestDifference(found, wanted)).as(name).isLessThan(tolerance);
    }

    private static double largestDifference(Tensor found, Tensor wanted) {
        double largest = 0;
        for (float each : found.minus(wanted).toArray()) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest;
    }

    /** A Diffusers folder: the transformer of here, all else of the reference models. */
    static void writeFolder(Path folder) throws IOException {
        for (String part : List.of("text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2")) {
            copy(MODELS.resolve("sdxl-tiny").resolve(part), folder.resolve(part));
        }
        copy(MODELS.resolve("flux-tiny/vae"), folder.resolve("vae"));
        Path vae = folder.resolve("vae/config.json");
        Files.writeString(vae, Files.readString(vae).replace("0.3611", "1.5305").replace("0.1159", "0.0609"));
        Path transformer = Files.createDirectories(folder.resolve("transformer"));
        Files.copy(RESOURCES.resolve("config.json"), transformer.resolve("config.json"));
        Files.copy(
                RESOURCES.resolve("transformer.safetensors"),
                transformer.resolve("diffusion_pytorch_model.safetensors"));
        Path scheduler = Files.createDirectories(folder.resolve("scheduler"));
        Files.writeString(
                scheduler.resolve("scheduler_config.json"),
                "{\"_class_name\": \"FlowMatchEulerDiscreteScheduler\", \"shift\": 3.0}");
        Files.writeString(folder.resolve("model_index.json"), "{\"_class_name\": \"StableDiffusion3Pipeline\"}");
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** Its settings, as the numbers of heads, lie beside it in the folder that is named like it. */
    private static void writeFile(Path file) throws IOException, JsonException {
        new SingleFile()
                .with("", RESOURCES.resolve("original.safetensors"))
                .with("first_stage_model.", MODELS.resolve("flux-tiny/ae.safetensors"))
                .with("text_encoders.clip_l.transformer.", MODELS.resolve("sdxl-tiny/text_encoder/model.safetensors"))
                .with("text_encoders.clip_g.transformer.", MODELS.resolve("sdxl-tiny/text_encoder_2/model.safetensors"))
                .write(file);
    }
}
