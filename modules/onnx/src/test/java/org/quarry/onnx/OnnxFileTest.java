package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxFileTest {
    @TempDir
    Path folder;

    private final OnnxWriter network = new OnnxWriter()
            .input("latent_sample", OnnxWriter.FLOAT, "batch", 4, "height", "width")
            .weights("a", OnnxWriter.FLOAT16, new byte[60], 30)
            .weightsElsewhere("b", OnnxWriter.FLOAT16, "model.onnx_data", 1000, 500)
            .weightsElsewhere("c", OnnxWriter.FLOAT, "model.onnx_data", 40, 10)
            .node("Identity", "y", "latent_sample")
            .output("y", OnnxWriter.FLOAT, "batch", 4, "height", "width");

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("model.onnx"), bytes);
    }

    @Test
    void weights_outside_files_and_inputs_are_read_without_loading() throws IOException {
        OnnxFile file = OnnxFile.read(write(network.toBytes()));

        assertThat(file.weights()).isEqualTo(Map.of(OnnxWriter.FLOAT16, 1060L, OnnxWriter.FLOAT, 40L));
        assertThat(file.external()).isEqualTo(Map.of("model.onnx_data", 1000L));
        assertThat(file.inputs()).isEqualTo(Map.of("latent_sample", List.of(-1L, 4L, -1L, -1L)));
    }

    @Test
    void a_file_cut_off_anywhere_before_its_graph_ends_is_told_from_a_whole_one() throws IOException {
        byte[] whole = network.toBytes();
        // The version of the operators comes last: two bytes of tag and length, two of content.
        int graphEnd = whole.length - 4;

        for (int length = 0; length < graphEnd; length++) {
            Path file = write(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> OnnxFile.read(file)).as("length " + length).isInstanceOf(OnnxFile.CutOff.class);
        }
        assertThat(OnnxFile.read(write(Arrays.copyOf(whole, graphEnd))).inputs())
                .hasSize(1);
    }

    @Test
    void any_bytes_at_all_are_read_or_refused() throws IOException {
        Random random = new Random(3);
        byte[] whole = network.toBytes();
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            for (int hits = 0; hits < 3; hits++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                OnnxFile.read(write(damaged));
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("model.onnx");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void precision_is_the_type_of_nearly_all_weights_or_mixed() {
        assertThat(Precision.of(Map.of(OnnxWriter.FLOAT16, 990L, OnnxWriter.FLOAT, 10L)))
                .isEqualTo("float16");
        assertThat(Precision.of(Map.of(OnnxWriter.FLOAT16, 600L, OnnxWriter.FLOAT, 400L)))
                .isEqualTo("mixed");
        assertThat(Precision.of(Map.of(OnnxWriter.BFLOAT16, 1L))).isEqualTo("bfloat16");
        assertThat(Precision.of(Map.of())).isEqualTo("unknown");
    }

    @Test
    void families_follow_from_pipeline_and_width() {
        assertThat(family("StableDiffusionPipeline", 768)).isEqualTo("sd15");
        assertThat(family("OnnxStableDiffusionPipeline", 1024)).isEqualTo("sd2");
        assertThat(family("LatentConsistencyModelPipeline", 768)).isEqualTo("sd15");
        assertThat(family("StableDiffusionPipeline", 192)).isEqualTo("sd-192");
        assertThat(family("ORTStableDiffusionXLPipeline", 2048)).isEqualTo("sdxl");
        assertThat(family("StableDiffusion3Pipeline", 4096)).isEqualTo("sd3");
        assertThat(family("FluxPipeline", 4096)).isEqualTo("flux");
        assertThat(family("KandinskyPipeline", 768)).isEqualTo("unknown");
    }

    private static String family(String pipeline, long width) {
        return new Sizes(Map.of("unet", Map.of("cross_attention_dim", width)), Map.of()).family(pipeline);
    }

    @Test
    void an_export_without_settings_tells_its_sizes_by_its_graphs() throws IOException {
        OnnxFile decoder = OnnxFile.read(write(network.toBytes()));
        OnnxFile unet = OnnxFile.read(write(new OnnxWriter()
                .input("encoder_hidden_states", OnnxWriter.FLOAT, "batch", "tokens", 768)
                .node("Identity", "y", "encoder_hidden_states")
                .output("y", OnnxWriter.FLOAT, "batch", "tokens", 768)
                .toBytes()));

        Sizes sizes = new Sizes(Map.of(), Map.of("vae_decoder", decoder, "unet", unet));

        assertThat(sizes.all()).isEqualTo(Map.of("channels", 4, "factor", 8, "textWidth", 768));
        assertThat(sizes.family("OnnxStableDiffusionPipeline")).isEqualTo("sd15");
    }

    @Test
    void a_transformer_without_an_autoencoder_tells_the_channels_of_its_latents() {
        OnnxFile network = new OnnxFile(Map.of(), Map.of(), Map.of(), List.of());

        Sizes flux = new Sizes(
                Map.of("transformer", Map.of("_class_name", "FluxTransformer2DModel", "in_channels", 64L)),
                Map.of("transformer", network));
        Sizes three = new Sizes(
                Map.of("transformer", Map.of("_class_name", "SD3Transformer2DModel", "in_channels", 16L)),
                Map.of("transformer", network));

        assertThat(flux.all()).isEqualTo(Map.of("channels", 16, "factor", 8));
        assertThat(three.all()).isEqualTo(Map.of("channels", 16, "factor", 8));
    }

    @Test
    void an_exported_transformer_without_settings_tells_them_by_its_inputs() {
        OnnxFile flux = withInputs(Map.of(
                "hidden_states", List.of(-1L, -1L, 64L),
                "encoder_hidden_states", List.of(-1L, -1L, 4096L),
                "img_ids", List.of(-1L, 3L)));
        OnnxFile three = withInputs(Map.of(
                "hidden_states", List.of(-1L, 16L, -1L, -1L), "encoder_hidden_states", List.of(-1L, -1L, 4096L)));

        for (OnnxFile transformer : List.of(flux, three)) {
            assertThat(new Sizes(Map.of(), Map.of("transformer", transformer)).all())
                    .isEqualTo(Map.of("channels", 16, "factor", 8, "textWidth", 4096));
        }
    }

    private static OnnxFile withInputs(Map<String, List<Long>> inputs) {
        return new OnnxFile(Map.of(), Map.of(), inputs, List.of());
    }
}
