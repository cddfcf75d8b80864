package org.quarry.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.engine.Engine;
import org.quarry.engine.Quarry;
import org.quarry.engine.Setup;
import org.quarry.tensor.Tensor;

/** The workflow that the page about adapters shows, on small models of random weights. */
class AdaptersIT {
    private static final Path MODELS =
            Path.of(System.getProperty("quarry.goldens", "none")).resolve("models");

    @TempDir
    Path folder;

    private Engine engine;

    @BeforeEach
    void files() throws IOException {
        engine = EndToEnd.engine(folder, "sd15-tiny");
        engine.close();
        Files.createDirectory(folder.resolve("embeddings"));
        Files.copy(
                MODELS.resolve("sd15-tiny-embeddings/tiny-style.safetensors"),
                folder.resolve("embeddings/my-style.safetensors"));
        Files.copy(MODELS.resolve("sd15-tiny-lora/kohya.safetensors"), folder.resolve("lora.safetensors"));
        Path control = MODELS.resolve("controlnet-tiny");
        Files.createDirectory(folder.resolve("control"));
        Files.copy(control.resolve("controlnet-tiny.safetensors"), folder.resolve("control/controlnet.safetensors"));
        Files.copy(control.resolve("config.json"), folder.resolve("control/config.json"));
        Files.copy(Path.of("../workflows/images/drawn-circle.png"), folder.resolve("photo.png"));
        engine = Setup.standard().withModels(List.of(folder)).withDevice("cpu").open();
    }

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
    }

    private Quarry workflow() throws IOException {
        String page = Files.readString(Path.of("../workflows/adapters.md"));
        int from = page.indexOf("```json\n") + "```json\n".length();
        Path file = folder.resolve("adapters.json");
        Files.writeString(file, page.substring(from, page.indexOf("```", from)));
        return Quarry.load(file)
                .with("model.model", "sd15-tiny.safetensors")
                .with("control.file", "control/controlnet.safetensors")
                .with("noise.width", 64)
                .with("noise.height", 64)
                .with("schedule.steps", 4)
                .on(engine);
    }

    private Tensor latent(Quarry workflow) {
        return workflow.to("denoise.latent").run().orThrow().value("denoise.latent", Tensor.class);
    }

    @Test
    void the_workflow_of_the_page_is_whole_and_runs() throws IOException {
        Quarry workflow = workflow();

        assertThat(workflow.check(engine).problems()).isEmpty();
        assertThat(workflow.into(folder.resolve("out")).run().orThrow().files())
                .containsExactly(folder.resolve("out/lines.png"));
    }

    @Test
    void each_of_the_three_counts() throws IOException {
        Tensor all = latent(workflow());

        assertThat(latent(workflow())).isEqualTo(all);
        assertThat(latent(workflow().with("lora.strength", 0.0))).isNotEqualTo(all);
        assertThat(latent(workflow().with("lora.textStrength", 0.0))).isNotEqualTo(all);
        assertThat(latent(workflow().with("control-prompt.strength", 0.0))).isNotEqualTo(all);
        assertThat(latent(workflow().with("prompt.text", "a house in the style of")))
                .isNotEqualTo(all);
    }

    /** The prompt stays, the word's file does not. */
    @Test
    void a_word_that_was_trained_anew_is_read_anew() throws IOException {
        Tensor before = latent(workflow());
        Path word = folder.resolve("embeddings/my-style.safetensors");

        byte[] bytes = Files.readAllBytes(word);
        bytes[bytes.length - 1] ^= 1;
        Files.delete(word);
        Files.write(word, bytes);

        assertThat(latent(workflow())).isNotEqualTo(before);
    }
}
