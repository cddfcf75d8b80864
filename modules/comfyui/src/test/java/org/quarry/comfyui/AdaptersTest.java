package org.quarry.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.comfyui.Graphs.at;
import static org.quarry.comfyui.Graphs.input;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.node.extension.WorkflowImporter.Imported;

/** LoRAs, ControlNets and a VAE of its own. */
class AdaptersTest {
    private static final String LINES = "lines.json";

    @ParameterizedTest
    @CsvSource({
        "lora, unet, model.unet",
        "lora, textEncoder, model.textEncoder",
        "lora, file, styles/ink.safetensors",
        "lora, strength, 0.8",
        "lora, textStrength, 0.6",
        "lora-11, unet, lora.unet",
        "lora-11, file, lcm.safetensors",
        "lora-11, textStrength, 0",
        "unet-prompt, unet, lora-11.unet",
        "prompt-encoded, encoder, lora.textEncoder",
        "negative-encoded, empty, encoded"
    })
    void loras_stand_where_they_stood(String node, String input, String value) throws IOException, JsonException {
        assertThat(input(Graphs.read(LINES), node, input)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "control-prompt, conditioning, prompt-encoded.conditioning",
        "control-negative, conditioning, negative-encoded.conditioning",
        "control-prompt, picture, edges.edges",
        "control-negative, strength, 0.9",
        "control-negative, end, 0.8",
        "controlnet, file, canny.safetensors",
        "unet-negative, conditioning, control-negative.conditioning",
        "edges, picture, picture.picture",
        "edges, low, 102",
        "edges, high, 204",
        "picture, file, photo.png",
        "preview, pictures, edges.edges"
    })
    void a_controlnet_stands_behind_both_prompts(String node, String input, String value)
            throws IOException, JsonException {
        assertThat(input(Graphs.read(LINES), node, input)).isEqualTo(value);
    }

    @Test
    void the_simple_controlnet_behind_the_prompt_counts_for_the_negative_prompt_too()
            throws IOException, JsonException {
        String text = Graphs.text(LINES)
                .replace("\"ControlNetApplyAdvanced\"", "\"ControlNetApply\"")
                .replace("\"positive\": [\"6\", 0], \"negative\": [\"7\", 0]", "\"conditioning\": [\"6\", 0]")
                .replace("\"negative\": [\"22\", 1]", "\"negative\": [\"7\", 0]");

        Imported imported = new ComfyUiFile().read(text);

        assertThat(input(imported, "control-negative", "conditioning")).isEqualTo("negative-encoded.conditioning");
        assertThat(input(imported, "unet-negative", "conditioning")).isEqualTo("control-negative.conditioning");
        assertThat(((Json.Members) at(imported, "nodes", "control-prompt")).member("end"))
                .isEmpty();
    }

    @Test
    void another_layer_of_the_text_encoder_is_taken() throws IOException, JsonException {
        Imported skipped = Graphs.read(
                LINES,
                "\"strength_clip\": 0.6, \"model\": [\"4\", 0], \"clip\": [\"4\", 1]}},",
                "\"strength_clip\": 0.6, \"model\": [\"4\", 0], \"clip\": [\"2\", 0]}},"
                        + "\"2\": {\"class_type\": \"CLIPSetLastLayer\", \"inputs\": {\"stop_at_clip_layer\": -2,"
                        + " \"clip\": [\"4\", 1]}},");

        assertThat(input(skipped, "lora", "textEncoder")).isEqualTo("model.textEncoder");
        assertThat(input(skipped, "prompt-encoded", "clipSkip")).isEqualTo("2");
        assertThat(skipped.notes()).noneMatch(note -> note.contains("CLIPSetLastLayer"));
    }

    @Test
    void a_vae_of_its_own_is_taken_from_its_file() throws IOException, JsonException {
        Imported imported = Graphs.read(LINES);

        assertThat(input(imported, "model", "vaeFrom")).isEqualTo("vae-ft-mse.safetensors");
        assertThat(input(imported, "decode", "vae")).isEqualTo("model.vae");
    }

    @Test
    void each_file_is_said_where_to_put_and_what_is_not_the_same_is_told() throws IOException {
        assertThat(Graphs.read(LINES).notes())
                .containsExactlyInAnyOrder(
                        "node 4 (CheckpointLoaderSimple): put the file 'sd15.safetensors' into the models folder, or"
                                + " set another model in node 'model'",
                        "node 14 (VAELoader): put the file 'vae-ft-mse.safetensors' into the models folder, or set"
                                + " another one as vaeFrom in node 'model'",
                        "node 10 (LoraLoader): put the file 'styles/ink.safetensors' beside the workflow, or set its"
                                + " path in node 'lora'",
                        "node 11 (LoraLoaderModelOnly): put the file 'lcm.safetensors' beside the workflow, or set its"
                                + " path in node 'lora-11'",
                        "node 6 (CLIPTextEncode): put the files of the words behind 'embedding:' into the folder"
                                + " embeddings within the models folder, as .safetensors files",
                        "node 20 (ControlNetLoader): put the file 'canny.safetensors' beside the workflow, or set its"
                                + " path in node 'controlnet'",
                        "node 23 (LoadImage): put the file 'photo.png' beside the workflow, or set its path in node"
                                + " 'picture'",
                        "node 21 (Canny): slanted edges count more here, as the sum of their changes across and down"
                                + " instead of its length; raise the thresholds of node 'edges' if there are too many",
                        "node 22 (ControlNetApplyAdvanced): start_percent and end_percent are parts of the steps here,"
                                + " not of the noise levels of training; where a schedule is bent, as karras is, that is"
                                + " not the same");
    }
}
