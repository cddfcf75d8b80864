package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.engine.Engine;
import org.quarry.engine.Quarry;
import org.quarry.engine.RunEvent;
import org.quarry.engine.Setup;
import org.quarry.workflow.Problem;

/** One workflow, and models of other families in it by their names alone. */
class FamiliesIT {
    private static final Path MODELS =
            Path.of(System.getProperty("quarry.goldens", "none")).resolve("models");

    /** A vocabulary of a few pieces, in the form of T5's (Kudo 2018), within the ids that the reference's T5 knows. */
    private static final String T5 = """
        {"version": "1.0",
         "added_tokens": [
          {"id": 0, "content": "<pad>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false,
           "special": true},
          {"id": 1, "content": "</s>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false,
           "special": true}],
         "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true},
         "post_processor": {"type": "TemplateProcessing",
          "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
          "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
          "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
         "model": {"type": "Unigram", "unk_id": 2, "vocab": [
          ["<pad>", 0], ["</s>", 0], ["<unk>", 0], ["▁a", -2], ["▁red", -3], ["▁house", -3], ["▁in", -3], ["▁", -4]]}}
        """;

    @TempDir
    Path files;

    private Engine engine;

    @BeforeEach
    void lay() throws IOException {
        assumeTrue(Files.isDirectory(MODELS), "no reference networks at " + MODELS);
        StableDiffusion3GoldenIT.writeFolder(files.resolve("three"));
        try (Stream<Path> folders = Files.list(MODELS.resolve("flux-tiny"))) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                StableDiffusion3GoldenIT.copy(
                        folder,
                        files.resolve("flux").resolve(folder.getFileName().toString()));
            }
        }
        Files.copy(MODELS.resolve("flux-tiny/model_index.json"), files.resolve("flux/model_index.json"));
        Files.createDirectories(files.resolve("flux/tokenizer_2"));
        Files.writeString(files.resolve("flux/tokenizer_2/tokenizer.json"), T5);
        Files.writeString(
                files.resolve("flux/tokenizer_2/tokenizer_config.json"),
                "{\"tokenizer_class\": \"T5TokenizerFast\", \"model_max_length\": 32, \"pad_token\": \"<pad>\"}");
        engine = Setup.standard()
                .withModels(List.of(files, MODELS))
                .withDevice("cpu")
                .open();
    }

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sd15-tiny", "sdxl-tiny", "three", "flux"})
    void the_workflow_of_one_family_runs_with_a_model_of_another_by_its_name(String model) throws IOException {
        // FLUX.1-dev guides by itself.
        double scale = model.equals("flux") ? 1 : 5;
        Quarry workflow = Quarry.load(Path.of("../workflows/text-to-image.json"))
                .with("model.model", model)
                .with("noise.width", 64)
                .with("noise.height", 64)
                .with("schedule.steps", 2)
                .with("guided.scale", scale)
                .on(engine);

        assertThat(workflow.check(engine).problems()).isEmpty();
        List<String> reports = new ArrayList<>();
        Path picture = workflow.into(files.resolve("out"))
                .listener(event -> {
                    if (event instanceof RunEvent.Report report) {
                        reports.add(report.sentence());
                    }
                })
                .run()
                .orThrow()
                .files()
                .get(0);

        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(64);
        assertThat(reports).noneMatch(report -> report.contains("width and height"));
    }

    @Test
    void guidance_of_a_model_that_guides_by_itself_is_warned_of() {
        assertThat(Quarry.load(Path.of("../workflows/text-to-image.json"))
                        .with("model.model", "flux")
                        .check(engine)
                        .problems())
                .extracting(Problem::message)
                .containsExactly("node 'guided', input 'scale': found 5, and the network of model 'flux' guides by"
                        + " itself, so pictures would be guided twice; set it to 1, which also halves the time, and"
                        + " tell the network its scale by Guidance embedding");
    }

    @Test
    void a_prompt_that_was_encoded_for_another_family_is_refused_before_the_run() throws IOException {
        Path file = files.resolve("mixed.json");
        Files.writeString(
                file,
                Files.readString(Path.of("../workflows/text-to-image.json"))
                        .replace(
                                "\"prompt-encoded\": {\"type\": \"quarry:text-encoder@3\", \"tokens\": {\"from\":"
                                        + " \"prompt.tokens\"}, \"encoder\": {\"from\": \"model.textEncoder\"}}",
                                "\"other\": {\"type\": \"quarry:load-model@2\", \"model\": \"sd15-tiny\"},\n"
                                        + "\"prompt-encoded\": {\"type\": \"quarry:text-encoder@3\", \"tokens\":"
                                        + " {\"from\": \"prompt.tokens\"}, \"encoder\": {\"from\":"
                                        + " \"other.textEncoder\"}}"));

        assertThat(Quarry.load(file)
                        .with("model.model", "flux")
                        .with("noise.width", 64)
                        .with("noise.height", 64)
                        .check(engine)
                        .problems())
                .anySatisfy(problem ->
                        assertThat(problem.toString()).contains("flux").contains("sd"));
    }
}
