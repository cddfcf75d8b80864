package org.quarry.architecture.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.ElementType;
import org.quarry.architecture.checkpoint.LowRank;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;

/** Every way in which training programs name the layers of the same network; numbers are all ones. */
class LoraTest {
    private static final String QUERIES = "down_blocks.0.attentions.1.transformer_blocks.0.attn1.to_q";

    @TempDir
    private Path folder;

    private static StoredTensor stored(String name, Long... axes) {
        return new StoredTensor(name, Path.of("/models/m.safetensors"), ElementType.F16, List.of(axes), 0);
    }

    private static Weights weights(String what, Map<String, List<Long>> shapes) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        shapes.forEach(
                (layer, axes) -> tensors.put(layer + ".weight", stored(layer + ".weight", axes.toArray(new Long[0]))));
        return new Weights(what, tensors);
    }

    /** Two blocks on the first level, so that its second attention is the third block of the original program. */
    private static Weights unet() {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.put("down_blocks.0.resnets.0.conv1", List.of(8L, 8L, 3L, 3L));
        shapes.put("down_blocks.0.resnets.1.conv1", List.of(8L, 8L, 3L, 3L));
        shapes.put("down_blocks.0.downsamplers.0.conv", List.of(8L, 8L, 3L, 3L));
        shapes.put(QUERIES, List.of(8L, 6L));
        shapes.put(QUERIES.replace("to_q", "to_out.0"), List.of(6L, 8L));
        return weights("painter/unet", shapes);
    }

    /** A file with 32-bit ones. */
    private Path file(Map<String, List<Integer>> shapes, String metadata) throws IOException {
        int[] offset = {0};
        String header = shapes.entrySet().stream()
                .map(tensor -> {
                    int from = offset[0];
                    offset[0] += 4 * tensor.getValue().stream().reduce(1, (a, b) -> a * b);
                    return "\"" + tensor.getKey() + "\":{\"dtype\":\"F32\",\"shape\":" + tensor.getValue()
                            + ",\"data_offsets\":[" + from + "," + offset[0] + "]}";
                })
                .collect(Collectors.joining(",", "{" + metadata, "}"));
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + offset[0]).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        while (bytes.hasRemaining()) {
            bytes.putFloat(1);
        }
        return Files.write(folder.resolve("file.safetensors"), bytes.array());
    }

    private Lora lora(String down, String up, String metadata) throws IOException {
        return Lora.read(file(Map.of(down, List.of(2, 6), up, List.of(8, 2)), metadata));
    }

    @ParameterizedTest
    @CsvSource({
        "lora_unet_down_blocks_0_attentions_1_transformer_blocks_0_attn1_to_q.lora_%s.weight, down, up",
        "lora_unet_input_blocks_2_1_transformer_blocks_0_attn1_to_q.lora_%s.weight, down, up",
        "unet.down_blocks.0.attentions.1.transformer_blocks.0.attn1.to_q.lora_%s.weight, A, B",
        "unet.down_blocks.0.attentions.1.transformer_blocks.0.attn1.to_q.lora_%s.default.weight, A, B",
        "unet.down_blocks.0.attentions.1.transformer_blocks.0.attn1.to_q.lora.%s.weight, down, up",
        "unet.down_blocks.0.attentions.1.transformer_blocks.0.attn1.processor.to_q_lora.%s.weight, down, up",
        "base_model.model.down_blocks.0.attentions.1.transformer_blocks.0.attn1.to_q.lora_%s.weight, A, B",
        "diffusion_model.input_blocks.2.1.transformer_blocks.0.attn1.to_q.lora_%s.weight, down, up",
        "down_blocks.0.attentions.1.transformer_blocks.0.attn1.to_q.lora_%s.weight, A, B"
    })
    void aLayerIsFoundByEveryNameThatItHas(String name, String down, String up) throws IOException {
        Lora lora = lora(String.format(name, down), String.format(name, up), "");

        assertThat(lora.changes("unet", unet(), 0)).containsOnlyKeys(QUERIES);
        assertThat(lora.unmatched(Map.of("unet", unet()))).isEmpty();
        assertThat(lora.changes("text_encoder", unet(), 0)).isEmpty();
    }

    @Test
    void theScaleIsAlphaByRankAndWithoutAlpha1() throws IOException {
        String layer = "lora_unet_" + QUERIES.replace('.', '_');
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        shapes.put(layer + ".lora_down.weight", List.of(2, 6));
        shapes.put(layer + ".lora_up.weight", List.of(8, 2));
        LowRank without = Lora.read(file(shapes, "")).changes("unet", unet(), 0).get(QUERIES);
        shapes.put(layer + ".alpha", List.of());
        LowRank with = Lora.read(file(shapes, "")).changes("unet", unet(), 0).get(QUERIES);

        assertThat(without.scale()).isEqualTo(1);
        assertThat(with.scale()).isCloseTo(0.5, within(1e-12));
        assertThat(with.rank()).isEqualTo(2);
    }

    @Test
    void alphaMayStandInTheMetadataThatPeftWrites() throws IOException {
        Lora lora = lora(
                "unet." + QUERIES + ".lora_A.weight",
                "unet." + QUERIES + ".lora_B.weight",
                "\"__metadata__\":{\"lora_adapter_metadata\":\"{\\\"unet.lora_alpha\\\": 6, \\\"unet.r\\\": 2}\"},");

        assertThat(lora.changes("unet", unet(), 0).get(QUERIES).scale()).isEqualTo(3);
    }

    @Test
    void alphaOfSomeLayersMayBeAnotherOneAndItsDivisorTheRootOfTheRank() throws IOException {
        String said = "\"__metadata__\":{\"lora_adapter_metadata\":\"{\\\"unet.lora_alpha\\\": 6, %s}\"},";
        String down = "unet." + QUERIES + ".lora_A.weight";
        String up = "unet." + QUERIES + ".lora_B.weight";

        Lora pattern = lora(down, up, said.formatted("\\\"unet.alpha_pattern\\\": {\\\"to_q\\\": 8}"));
        Lora other = lora(down, up, said.formatted("\\\"unet.alpha_pattern\\\": {\\\"o_q\\\": 8}"));
        Lora root = lora(down, up, said.formatted("\\\"unet.use_rslora\\\": true"));

        assertThat(pattern.changes("unet", unet(), 0).get(QUERIES).scale()).isEqualTo(4);
        assertThat(other.changes("unet", unet(), 0).get(QUERIES).scale()).isEqualTo(3);
        assertThat(root.changes("unet", unet(), 0).get(QUERIES).scale()).isCloseTo(6 / Math.sqrt(2), within(1e-12));
    }

    /** Queries, keys and values are one layer there: each takes its rows of the second half, and all of the first. */
    @Test
    void aLayerOfFluxThatIsThreeOfDiffusersIsDivided() throws IOException {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        for (String part : List.of("to_q", "to_k", "to_v")) {
            shapes.put("transformer_blocks.3.attn." + part, List.of(8L, 6L));
        }
        String layer = "lora_unet_double_blocks_3_img_attn_qkv.lora_";
        Lora lora =
                Lora.read(file(Map.of(layer + "down.weight", List.of(2, 6), layer + "up.weight", List.of(24, 2)), ""));

        Map<String, LowRank> changes = lora.changes("transformer", weights("painter/transformer", shapes), 0);

        assertThat(changes).containsOnlyKeys(shapes.keySet());
        StoredTensor queries = changes.get("transformer_blocks.3.attn.to_q").up();
        StoredTensor keys = changes.get("transformer_blocks.3.attn.to_k").up();
        assertThat(keys.axes()).containsExactly(8L, 2L);
        assertThat(keys.offset() - queries.offset()).isEqualTo(8 * 2 * 4);
    }

    @Test
    void whatTheModelDoesNotHaveIsNamed() throws IOException {
        String known = "unet." + QUERIES + ".lora_";
        String other = "unet.conv_somewhere.lora_";
        Lora lora = Lora.read(file(
                Map.of(
                        known + "A.weight", List.of(2, 6),
                        known + "B.weight", List.of(8, 2),
                        other + "A.weight", List.of(2, 6),
                        other + "B.weight", List.of(8, 2)),
                ""));

        assertThat(lora.unmatched(Map.of("unet", unet()))).containsExactly("unet.conv_somewhere");
    }

    @Test
    void aLoraThatFitsNoLayerOrLayersOfOtherSizesIsOfAnotherFamily() throws IOException {
        Lora wide = Lora.read(file(
                Map.of(
                        "unet." + QUERIES + ".lora_A.weight", List.of(2, 7),
                        "unet." + QUERIES + ".lora_B.weight", List.of(8, 2)),
                "\"__metadata__\":{\"ss_base_model_version\":\"sdxl_base_v1-0\"},"));
        assertThatThrownBy(() -> wide.changes("unet", unet(), 0))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("is a LoRA for another family of models than painter/unet")
                .hasMessageContaining("from 2 x 7 to 8 x 2, and that layer's weights are 8 x 6")
                .hasMessageContaining("trained for sdxl_base_v1-0");
        Lora none = lora("unet.a.lora_A.weight", "unet.a.lora_B.weight", "");
        assertThatThrownBy(() -> none.unmatched(Map.of("unet", unet())))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("changes none of the layers of [unet]");
    }

    @ParameterizedTest
    @CsvSource({
        "a.hada_w1_a, LoHa",
        "a.lokr_w1, LoKr",
        "a.dora_scale, DoRA",
        "a.lora_magnitude_vector.weight, DoRA",
        "a.oft_blocks, OFT",
        "a.lora_mid.weight, LoCon with Tucker's decomposition",
        "a.diff, whole differences of weights"
    })
    void otherWaysOfChangingWeightsAreNamedAndNeverPassedOver(String tensor, String kind) throws IOException {
        Path file = file(
                Map.of(
                        "unet." + QUERIES + ".lora_A.weight",
                        List.of(2, 6),
                        "unet." + QUERIES + ".lora_B.weight",
                        List.of(8, 2),
                        tensor,
                        List.of(1)),
                "");

        assertThatThrownBy(() -> Lora.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("changes weights by " + kind + " ('" + tensor + "')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unet.a.lora_A.weight", "unet.a.lora_B.weight"})
    void halfALayerIsRefused(String half) throws IOException {
        Path file = file(Map.of(half, List.of(2, 6)), "");

        assertThatThrownBy(() -> Lora.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("is not whole: of the change of 'unet.a'");
    }

    @Test
    void aFileWithoutHalvesIsNoLora() throws IOException {
        Path file = file(Map.of("conv_in.weight", List.of(2, 6)), "");

        assertThatThrownBy(() -> Lora.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("is no LoRA: none of its 1 tensors");
    }
}
