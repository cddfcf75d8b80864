package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.model.Inspection;
import org.quarry.node.model.ModelException;

class InspectorTest {
    @TempDir
    Path temporary;

    private Inspection inspect(Path path) {
        return Inspector.of(path, new CheckpointFolders(temporary.resolve("cache")));
    }

    private Map<String, String> findings(String reference) {
        return inspect(ModelsOnDisk.goldens().resolve(reference)).findings();
    }

    @Test
    void a_single_file_is_a_model_with_its_family_and_prediction() {
        Inspection model = inspect(ModelsOnDisk.goldens().resolve("sdxl-tiny/sdxl-tiny.safetensors"));

        assertThat(model.findings())
                .containsEntry("kind", "model")
                .containsEntry("family", "sdxl")
                .containsEntry("prediction", "epsilon, as is usual in its family")
                .containsEntry("precision", "F16")
                .containsEntry("components", "text_encoder, text_encoder_2, unet, vae_decoder, vae_encoder");
        assertThat(model.tensors())
                .filteredOn(tensor -> tensor.name().equals("model.diffusion_model.input_blocks.0.0.weight"))
                .singleElement()
                .satisfies(tensor -> {
                    assertThat(tensor.file()).isEqualTo("sdxl-tiny.safetensors");
                    assertThat(tensor.type()).isEqualTo("F16");
                    assertThat(tensor.shape()).hasSize(4).endsWith(4L, 3L, 3L);
                    assertThat(tensor.bytes())
                            .isEqualTo(2 * tensor.shape().stream().reduce(1L, (a, b) -> a * b));
                });
    }

    @Test
    void parts_are_recognised_by_their_names() {
        assertThat(findings("flux-tiny/flux-tiny.safetensors")).containsEntry("kind", "denoising network alone");
        assertThat(findings("flux-tiny/ae.safetensors")).containsEntry("kind", "VAE of 16 channels");
        assertThat(findings("controlnet-tiny/controlnet-tiny.safetensors")).containsEntry("kind", "ControlNet");
        assertThat(findings("sd15-tiny-embeddings/learned_embeds.safetensors"))
                .containsEntry("kind", "embedding (textual inversion)")
                .containsEntry("token", "<tiny-object>");
        assertThat(findings("sd15-tiny-embeddings/tiny-style.safetensors")).containsEntry("vectors", "3");
        assertThat(findings("sd15-tiny-embeddings/tiny-xl.safetensors")).containsEntry("family", "sdxl");
    }

    @Test
    void a_lora_tells_its_rank_what_it_changes_and_its_family() {
        assertThat(findings("sdxl-tiny-lora/kohya-xl.safetensors"))
                .containsEntry("kind", "LoRA")
                .containsEntry("rank", "4")
                .containsEntry("changes", "text encoder, unet")
                .containsEntry("family", "sdxl");
        assertThat(findings("sd15-tiny-lora/pytorch_lora_weights.safetensors"))
                .containsEntry("kind", "LoRA")
                .containsEntry("rank", "4")
                .containsEntry("changes", "text encoder, unet");
    }

    @Test
    void a_folder_tells_its_family_and_lists_the_tensors_of_all_its_files() {
        Inspection folder = inspect(ModelsOnDisk.goldens().resolve("flux-schnell-tiny/transformer"));
        Inspection onnx = inspect(ModelsOnDisk.goldens().resolve("sd15-tiny-onnx"));

        assertThat(folder.tensors().stream().map(Inspection.Entry::file).distinct())
                .hasSize(2);
        assertThat(onnx.findings()).containsEntry("kind", "model").containsKey("prediction");
        assertThat(onnx.tensors())
                .extracting(Inspection.Entry::file)
                .contains("unet/model.onnx", "vae_decoder/model.onnx");
    }

    @Test
    void a_broken_file_is_refused_with_a_sentence() throws IOException {
        Path broken = Files.write(temporary.resolve("broken.safetensors"), new byte[] {1, 2, 3});
        Path other = Files.write(temporary.resolve("model.ckpt"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> inspect(broken))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("broken.safetensors is not a whole .safetensors file: it has 3 bytes");
        assertThatThrownBy(() -> inspect(other))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is neither a .safetensors nor an .onnx file");
        assertThatThrownBy(() -> inspect(temporary.resolve("none.safetensors")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("none.safetensors is missing");
        assertThatThrownBy(() -> inspect(Files.createDirectory(temporary.resolve("empty"))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has no .safetensors or .onnx files");
    }

    @Test
    void weights_of_a_network_in_onnx_format_have_names_and_shapes() throws IOException {
        Path file = temporary.resolve("a.onnx");
        new OnnxWriter()
                .input("x", OnnxWriter.FLOAT, "n")
                .weights("w", OnnxWriter.FLOAT16, new byte[12], 2, 3)
                .node("Identity", "y", "x")
                .output("y", OnnxWriter.FLOAT, "n")
                .write(file);

        assertThat(inspect(file).tensors())
                .containsExactly(new Inspection.Entry("a.onnx", "w", "float16", List.of(2L, 3L), 12));
    }
}
