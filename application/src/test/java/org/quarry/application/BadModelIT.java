package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.application.Command.Ended;

/** A model that is missing, broken or of the wrong family is named, with what to do, and no half picture is left. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher under test is a shell script")
class BadModelIT {
    private static final int FAILED = 1;
    private static final int WORKFLOW = 3;

    @TempDir
    Path temporary;

    private Path folder;
    private Path models;
    private Command quarry;
    private Draft draft;

    @BeforeEach
    void an_empty_folder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("work"));
        models = temporary.resolve("models");
        quarry = new Command(folder);
        draft = new Draft(folder);
    }

    @Test
    void a_latent_of_one_family_does_not_fit_the_decoder_of_another() throws IOException {
        otherFamily();
        draft.change("\"vae\": {\"from\": \"model.vae\"}", "\"vae\": {\"from\": \"other.vae\"}");
        draft.insert("\"other\": {\"type\": \"quarry:load-model@2\", \"model\": \"other\"}");

        Ended ended = quarry.run("run", "w.json", "--models", models.toString());

        assertThat(ended.err()).contains("vae<sd15>").contains("sd-192").contains("take both from one model");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_missing_model_is_answered_with_those_there_are() throws IOException {
        draft.change("\"model\": \"pocket\"", "\"model\": \"poket\"");

        Ended ended = quarry.run("run", "w.json");

        assertThat(ended.err()).contains("poket").contains("pocket");
        assertThat(ended.code()).isEqualTo(WORKFLOW);
    }

    @Test
    void a_network_file_that_is_cut_off_is_named() throws IOException {
        copy(Command.pocket(), models.resolve("broken"));
        Path unet = models.resolve("broken/unet/model.onnx");
        byte[] bytes = Files.readAllBytes(unet);
        Files.write(unet, Arrays.copyOf(bytes, bytes.length / 2));
        draft.change("\"model\": \"pocket\"", "\"model\": \"broken\"");

        Ended ended = quarry.run("run", "w.json", "--models", models.toString());

        assertThat(ended.err()).contains("broken").contains("model.onnx");
        assertThat(ended.code()).isEqualTo(FAILED);
        assertThat(pictures()).isEmpty();
    }

    @Test
    void a_missing_network_file_is_named_before_the_run() throws IOException {
        copy(Command.pocket(), models.resolve("partial"));
        Files.delete(models.resolve("partial/vae_decoder/model.onnx"));
        draft.change("\"model\": \"pocket\"", "\"model\": \"partial\"");

        Ended ended = quarry.run("run", "w.json", "--models", models.toString());

        assertThat(ended.err()).contains("vae_decoder");
        assertThat(ended.code()).isIn(FAILED, WORKFLOW);
        assertThat(pictures()).isEmpty();
    }

    @Test
    void a_missing_file_of_weights_beside_a_network_is_named() throws IOException {
        copy(Command.pocket(), models.resolve("split"));
        Files.write(models.resolve("split/text_encoder/model.onnx"), OnnxBytes.networkWithWeightsIn("weights.bin"));
        draft.change("\"model\": \"pocket\"", "\"model\": \"split\"");

        Ended ended = quarry.run("run", "w.json", "--models", models.toString());

        assertThat(ended.err()).contains("text_encoder").contains("weights.bin");
        assertThat(ended.code()).isEqualTo(FAILED);
        assertThat(quarry.run("models", "--models", models.toString()).out())
                .contains("missing: ")
                .contains("weights.bin");
        assertThat(pictures()).isEmpty();
    }

    @Test
    void a_device_that_is_not_there_says_what_it_would_take() {
        Ended ended = quarry.run("run", Command.workflow("text-to-image").toString(), "--device", "cuda");

        assertThat(ended.err()).contains("cuda").contains("NVIDIA");
        assertThat(ended.code()).isEqualTo(FAILED);
    }

    private void otherFamily() throws IOException {
        copy(Command.pocket(), models.resolve("other"));
        Path config = models.resolve("other/unet/config.json");
        String text = Files.readString(config);
        assertThat(text).contains("\"cross_attention_dim\": 192");
        Files.writeString(config, text.replace("\"cross_attention_dim\": 192", "\"cross_attention_dim\": 768"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private List<Path> pictures() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().endsWith(".json"))
                    .toList();
        }
    }
}
