package org.quarry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.engine.Engine;
import org.quarry.engine.Quarry;
import org.quarry.json.JsonException;
import org.quarry.workflow.NodeProblem.UnknownNode;
import org.quarry.workflow.Problem;
import org.quarry.workflow.ValueProblem.MissingModel;
import org.quarry.workflow.json.ForeignFiles;

/** Graphs of ComfyUI on the nodes that there really are, and on a model that is small enough to run them. */
class ComfyUiGraphsTest {
    private static final Path GRAPHS = Path.of("../comfyui/src/test/resources/org/quarry/comfyui");

    /** From text to a picture of 64 x 48 pixels. */
    private static final String TEXT = """
        {
          "3": {"class_type": "KSampler", "inputs": {"seed": 5, "steps": 4, "cfg": 2, "sampler_name": "euler", "scheduler": "normal", "denoise": 1, "model": ["4", 0], "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}},
          "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "sd15.safetensors"}},
          "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 64, "height": 48, "batch_size": 1}},
          "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "outer", "clip": ["4", 1]}},
          "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "text", "clip": ["4", 1]}},
          "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
          "9": {"class_type": "SaveImage", "inputs": {"filename_prefix": "out", "images": ["8", 0]}}
        }
        """;

    @TempDir
    Path folder;

    private Engine engine;

    @BeforeEach
    void open() {
        engine = TinyModel.setup(folder.resolve("models")).open();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    static List<Path> graphs() throws IOException {
        try (Stream<Path> files = Files.list(GRAPHS)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private Quarry imported(Path graph) throws IOException, JsonException {
        ForeignFiles.Foreign foreign =
                new ForeignFiles(engine.nodes().extensions()).read(graph).orElseThrow();
        return Quarry.of(foreign.workflow(), folder, "graph").on(engine).into(folder.resolve("out"));
    }

    private List<List<Integer>> run(Quarry workflow) throws IOException {
        List<List<Integer>> pictures = new ArrayList<>();
        for (Path file :
                workflow.with("model.model", TinyModel.NAME).run().orThrow().files()) {
            BufferedImage picture = ImageIO.read(file.toFile());
            int width = picture.getWidth();
            List<Integer> pixels = new ArrayList<>(List.of(width, picture.getHeight()));
            for (int i = 0; i < width * picture.getHeight(); i++) {
                pixels.add(picture.getRGB(i % width, i / width) & 0xffffff);
            }
            pictures.add(pixels);
        }
        assertThat(pictures).isNotEmpty();
        return pictures;
    }

    private List<List<Integer>> run(String graph) throws IOException, JsonException {
        return run(imported(Files.writeString(folder.resolve("graph.json"), graph)));
    }

    /** A picture of 64 x 48 pixels with a course of colours and a transparent middle third. */
    private void photo(String name) throws IOException {
        BufferedImage photo = new BufferedImage(64, 48, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 64 * 48; i++) {
            int x = i % 64;
            int y = i / 64;
            boolean hole = x >= 24 && x < 40 && y >= 16 && y < 32;
            photo.setRGB(x, y, (hole ? 0 : 0xff << 24) | (x * 4) << 16 | (y * 5) << 8 | 100);
        }
        ImageIO.write(photo, "png", folder.resolve(name).toFile());
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void each_graph_lacks_nothing_but_models_and_what_is_no_node_of_comfyui_s_own(Path graph)
            throws IOException, JsonException {
        List<Problem> problems = imported(graph).check(engine).problems();

        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem).isInstanceOfAny(MissingModel.class, UnknownNode.class))
                .filteredOn(UnknownNode.class::isInstance)
                .extracting(Problem::message)
                .allMatch(message -> message.contains("comfyui:image-blur") || message.contains("comfyui:my-upscaler"))
                .allMatch(message -> message.endsWith("keeps the place of a node of ComfyUI that nothing here does the"
                        + " work of; put other nodes there, delete it and link past it, or mute the node"));
    }

    @Test
    void a_run_of_ksampler_is_the_same_picture_as_that_of_a_workflow_made_here() throws IOException, JsonException {
        // simple takes 999, 749, 499 and 249, as DDIM's trailing timesteps do; both start with the noise in full.
        Path made = Files.writeString(folder.resolve("made.json"), """
            {"quarry": 1, "nodes": {
              "model": {"type": "quarry:load-model@2", "model": "tiny"},
              "words": {"type": "quarry:tokenizer@1", "text": "outer", "vocabulary": {"from": "model.tokenizer"}},
              "no-words": {"type": "quarry:tokenizer@1", "text": "text", "vocabulary": {"from": "model.tokenizer"}},
              "yes": {"type": "quarry:text-encoder@3", "tokens": {"from": "words.tokens"}, "encoder": {"from": "model.textEncoder"}},
              "no": {"type": "quarry:text-encoder@3", "tokens": {"from": "no-words.tokens"}, "encoder": {"from": "model.textEncoder"}},
              "unet-yes": {"type": "quarry:unet-step@1", "unet": {"from": "model.unet"}, "conditioning": {"from": "yes.conditioning"}},
              "unet-no": {"type": "quarry:unet-step@1", "unet": {"from": "model.unet"}, "conditioning": {"from": "no.conditioning"}},
              "guided": {"type": "quarry:cfg-combine@1", "conditional": {"from": "unet-yes.prediction"}, "unconditional": {"from": "unet-no.prediction"}, "scale": 2},
              "noise": {"type": "quarry:noise-source@1", "unet": {"from": "model.unet"}, "seed": 5, "width": 64, "height": 48},
              "levels": {"type": "quarry:scheduler@1", "scheduler": {"from": "model.scheduler"}, "steps": 4, "counting": "ddim", "spacing": "trailing", "end": "clean"},
              "denoise": {"type": "quarry:denoise@1", "prediction": {"from": "guided.guided"}, "schedule": {"from": "levels.schedule"}, "noise": {"from": "noise.noise"}, "sampler": "euler"},
              "decode": {"type": "quarry:vae-decode@2", "latent": {"from": "denoise.latent"}, "vae": {"from": "model.vae"}},
              "save": {"type": "quarry:save-image@2", "pictures": {"from": "decode.pictures"}, "file": "made.png"}
            }}
            """);

        List<List<Integer>> here = run(Quarry.load(made).on(engine).into(folder.resolve("made")));

        assertThat(run(TEXT.replace("\"normal\"", "\"simple\""))).isEqualTo(here);
        assertThat(run(TEXT)).as("other levels make another picture").isNotEqualTo(here);
    }

    @Test
    void a_sampler_of_many_nodes_makes_what_ksampler_makes() throws IOException, JsonException {
        String many = TEXT.replaceFirst("(?m)^  \"3\".*$", """
              "3": {"class_type": "SamplerCustomAdvanced", "inputs": {"noise": ["20", 0], "guider": ["21", 0], "sampler": ["22", 0], "sigmas": ["23", 0], "latent_image": ["5", 0]}},
              "20": {"class_type": "RandomNoise", "inputs": {"noise_seed": 5}},
              "21": {"class_type": "CFGGuider", "inputs": {"cfg": 2, "model": ["4", 0], "positive": ["6", 0], "negative": ["7", 0]}},
              "22": {"class_type": "KSamplerSelect", "inputs": {"sampler_name": "euler"}},
              "23": {"class_type": "BasicScheduler", "inputs": {"scheduler": "normal", "steps": 4, "denoise": 1, "model": ["4", 0]}},
            """.strip());

        assertThat(run(many)).isEqualTo(run(TEXT));
    }

    @Test
    void a_sub_graph_makes_what_its_nodes_make() throws IOException, JsonException {
        assertThat(run(imported(GRAPHS.resolve("subgraph.json")))).isEqualTo(run(TEXT));
    }

    @Test
    void a_run_in_two_parts_makes_what_one_run_makes() throws IOException, JsonException {
        String one = TEXT.replace(
                "\"KSampler\", \"inputs\": {\"seed\": 5", "\"KSamplerAdvanced\", \"inputs\": {\"noise_seed\": 5");
        String first = one.replace("\"denoise\": 1", "\"end_at_step\": 3, \"return_with_leftover_noise\": \"enable\"");
        String rest = one.lines()
                .filter(line -> line.startsWith("  \"3\""))
                .findFirst()
                .orElseThrow()
                .replace("\"3\"", "\"30\"")
                .replace("[\"5\", 0]", "[\"3\", 0]")
                .replace("\"denoise\": 1", "\"start_at_step\": 3, \"add_noise\": \"disable\"");
        String both =
                first.replaceFirst("\\{", "{\n" + rest).replace("\"samples\": [\"3\", 0]", "\"samples\": [\"30\", 0]");

        assertThat(run(both)).isEqualTo(run(TEXT));
    }

    @Test
    void a_run_that_ends_early_and_clean_is_not_the_whole_run() throws IOException, JsonException {
        String early = TEXT.replace(
                        "\"KSampler\", \"inputs\": {\"seed\": 5",
                        "\"KSamplerAdvanced\", \"inputs\": {\"noise_seed\": 5")
                .replace("\"denoise\": 1", "\"end_at_step\": 3");

        assertThat(run(early)).isNotEqualTo(run(TEXT));
    }

    @Test
    void a_picture_that_may_not_change_comes_out_as_its_autoencoder_sees_it() throws IOException, JsonException {
        photo("photo.png");
        String graph = Files.readString(GRAPHS.resolve("image-to-image.json"));

        List<List<Integer>> kept = run(graph.replace("\"denoise\": 0.5", "\"denoise\": 0"));

        assertThat(kept).isEqualTo(run(graph.replace("\"samples\": [\"3\", 0]", "\"samples\": [\"12\", 0]")));
        assertThat(run(graph)).isNotEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"inpaint, 0, 0, 16, 8", "masked, 0, 0, 16, 8"})
    void outside_a_mask_the_picture_stays(String name, int left, int top, int width, int height)
            throws IOException, JsonException {
        photo("photo.png");
        photo("mask.png");
        String graph = Files.readString(GRAPHS.resolve(name + ".json"))
                .replace("\"mask.png\", \"channel\": \"red\"", "\"photo.png\", \"channel\": \"alpha\"");

        List<Integer> filled = run(graph).get(0);
        List<Integer> before = run(graph.replace(
                        "\"samples\": [\"3\", 0], \"vae\"", "\"samples\": [\"12\", 0], \"vae\""))
                .get(0);

        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                assertThat(filled.get(2 + y * 64 + x)).as("%d, %d", x, y).isEqualTo(before.get(2 + y * 64 + x));
            }
        }
        assertThat(filled.get(2 + 24 * 64 + 32)).as("the middle").isNotEqualTo(before.get(2 + 24 * 64 + 32));
    }

    @Test
    void a_second_run_on_a_larger_latent_makes_larger_pictures() throws IOException, JsonException {
        List<List<Integer>> pictures = run(imported(GRAPHS.resolve("high-resolution.json")));

        // 64 x 48 times 1.5, and half of that.
        assertThat(pictures)
                .hasSize(2)
                .allSatisfy(picture -> assertThat(picture).startsWith(48, 36));
        assertThat(pictures.get(0)).isNotEqualTo(pictures.get(1));
    }

    @Test
    void joined_prompts_split_levels_and_those_of_align_your_steps_run() throws IOException, JsonException {
        assertThat(run(imported(GRAPHS.resolve("custom.json")))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "normal",
        "simple",
        "sgm_uniform",
        "ddim_uniform",
        "karras",
        "exponential",
        "beta",
        "linear_quadratic",
        "kl_optimal"
    })
    void each_scheduler_runs(String scheduler) throws IOException, JsonException {
        assertThat(run(TEXT.replace("\"normal\"", "\"" + scheduler + "\""))).hasSize(1);
    }

    @Test
    void a_picture_carries_the_graph_that_made_it() throws IOException, JsonException {
        photo("made.png");
        Path made = folder.resolve("made.png");
        carry(made, "workflow", Files.readString(GRAPHS.resolve("subgraph.json")));

        List<List<Integer>> ofCanvas = run(imported(made));
        carry(made, "prompt", TEXT.replace("\"seed\": 5", "\"seed\": 6"));

        assertThat(ofCanvas).isEqualTo(run(TEXT));
        assertThat(run(imported(made)))
                .as("what ran counts, not what stood on the canvas")
                .isEqualTo(run(TEXT.replace("\"seed\": 5", "\"seed\": 6")));
    }

    @Test
    void a_picture_whose_prompt_is_no_json_is_read_from_its_canvas() throws IOException, JsonException {
        photo("made.png");
        Path made = folder.resolve("made.png");
        carry(made, "workflow", Files.readString(GRAPHS.resolve("subgraph.json")));
        carry(made, "prompt", "{\"1\": {\"class_type\": \"KSampler\"");

        assertThat(run(imported(made))).isEqualTo(run(TEXT));
    }

    @Test
    void a_picture_without_a_graph_is_nobody_s() throws IOException, JsonException {
        photo("plain.png");

        assertThat(new ForeignFiles(engine.nodes().extensions()).read(folder.resolve("plain.png")))
                .isEmpty();
    }

    /** Writes a tEXt chunk behind the header, as ComfyUI does. */
    private static void carry(Path picture, String keyword, String text) throws IOException {
        byte[] content = ("tEXt" + keyword + "\0" + text).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(content);
        byte[] file = Files.readAllBytes(picture);
        int header = 33;
        ByteBuffer carrying = ByteBuffer.allocate(file.length + content.length + 8);
        carrying.put(file, 0, header)
                .putInt(content.length - 4)
                .put(content)
                .putInt((int) sum.getValue())
                .put(file, header, file.length - header);
        Files.write(picture, carrying.array());
    }
}
