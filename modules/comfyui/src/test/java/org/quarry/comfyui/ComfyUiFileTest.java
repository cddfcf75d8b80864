package org.quarry.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quarry.comfyui.Graphs.at;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.node.NodeException;
import org.quarry.node.extension.WorkflowImporter.Imported;

/** What ComfyUI exports for its API becomes a workflow. */
class ComfyUiFileTest {
    private static String portrait() throws IOException {
        return Graphs.text("portrait.json");
    }

    private static Imported read(String was, String is) throws IOException {
        return Graphs.read("portrait.json", was, is);
    }

    private static Imported read() throws IOException {
        return new ComfyUiFile().read(portrait());
    }

    @Test
    void a_graph_with_a_circle_is_refused() {
        assertThatThrownBy(() -> read("\"samples\": [\"3\", 0]", "\"samples\": [\"12\", 0]"))
                .isInstanceOf(NodeException.class)
                .hasMessage("node 12 (ImageBlur) stands on a circle of wires or behind one; wanted a graph without"
                        + " circles; export it anew");
    }

    @Test
    void a_sampler_is_taken_apart_into_the_nodes_of_the_loop() throws IOException, JsonException {
        assertThat(((Json.Members) at(read(), "nodes")).members().keySet())
                .containsExactlyInAnyOrder(
                        "model",
                        "prompt",
                        "prompt-encoded",
                        "negative",
                        "negative-encoded",
                        "unet-prompt",
                        "unet-negative",
                        "guided",
                        "noise",
                        "schedule",
                        "denoise",
                        "decode",
                        "save",
                        "image-blur");
    }

    @ParameterizedTest
    @CsvSource({
        "prompt, text, a portrait of a fox",
        "negative, text, bad hands",
        "guided, scale, 7.5",
        "noise, seed, 8566257",
        "noise, width, 512",
        "noise, height, 768",
        "schedule, steps, 20",
        "schedule, curve, karras",
        "denoise, sampler, dpmpp-2m",
        "denoise, seed, 8566257",
        "model, model, sd15/v1-5-pruned.safetensors",
        "save, file, fox.png"
    })
    void its_settings_are_kept(String node, String parameter, String value) throws IOException, JsonException {
        assertThat(at(read(), "nodes", node, parameter).toJava()).hasToString(value);
    }

    @Test
    void positive_and_negative_are_not_confused() throws IOException, JsonException {
        assertThat(at(read(), "nodes", "unet-negative", "conditioning", "from").toJava())
                .isEqualTo("negative-encoded.conditioning");
        assertThat(at(read(), "nodes", "guided", "unconditional", "from").toJava())
                .isEqualTo("unet-negative.prediction");
    }

    @Test
    void what_cannot_be_carried_over_is_told() throws IOException {
        assertThat(read().notes())
                .containsExactlyInAnyOrder(
                        "node 4 (CheckpointLoaderSimple): put the file 'sd15/v1-5-pruned.safetensors' into the models"
                                + " folder, or set another model in node 'model'",
                        "node 12 (ImageBlur): nothing here does the same; node 'image-blur' keeps its place and its"
                                + " values: put others there, or delete it and link past it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"filename_prefix\": \"fox\" | \"filename_prefix\": [\"5\", 0] | node 9 (SaveImage): 'filename_prefix'"
                        + " comes by a wire from node 5 (EmptyLatentImage), whose value is not known here; ComfyUI was"
                        + " taken",
                "\"steps\": 20 | \"steps\": [\"5\", 0] | node 3 (KSampler): 'steps' comes by a wire from node 5"
                        + " (EmptyLatentImage), whose value is not known here; 20 was taken",
                "v1-5-pruned.safetensors | v1-5-pruned.ckpt | node 4 (CheckpointLoaderSimple): 'sd15/v1-5-pruned.ckpt'"
                        + " is no .safetensors file and is not read here; put the same model into the models folder as"
                        + " one, or set another model in node 'model'",
                "\"dpmpp_2m\" | \"restart\" | node 3 (KSampler): the sampler 'restart' has no counterpart here; euler"
                        + " stands in for it",
                "\"karras\" | \"gits\" | node 3 (KSampler): the scheduler 'gits' has no counterpart here; normal stands"
                        + " in for it",
                "\"dpmpp_2m\" | \"euler_ancestral\" | node 3 (KSampler): euler_ancestral adds noise in each step, which"
                        + " another generator draws there: here the picture is of the same kind, not the same"
            })
    void what_stands_in_for_something_is_told(String was, String is, String note) throws IOException {
        assertThat(read(was, is).notes()).contains(note);
    }

    @Test
    void a_batch_and_a_denoise_below_1_are_kept() throws IOException, JsonException {
        assertThat(Graphs.input(read("\"batch_size\": 1", "\"batch_size\": 4"), "noise", "batch"))
                .isEqualTo("4");
        assertThat(Graphs.input(read("\"denoise\": 1", "\"denoise\": 0.5"), "schedule", "denoise"))
                .isEqualTo("0.5");
    }

    @Test
    void a_loader_that_is_not_known_leaves_its_model_to_be_chosen() throws IOException, JsonException {
        Imported other = read("\"CheckpointLoaderSimple\"", "\"MyLoader\"");

        assertThat(Graphs.input(other, "model", "model")).isEmpty();
        assertThat(other.notes())
                .contains("node 4 (MyLoader): this loader is not known here; choose its model in node 'model'");
    }

    @Test
    void a_sampler_without_a_model_is_refused() {
        assertThatThrownBy(() -> read("\"model\": [\"4\", 0]", "\"model\": 0"))
                .isInstanceOf(NodeException.class)
                .hasMessage(
                        "node 3 (KSampler), input 'model': found no wire, wanted one; link it there and export anew");
    }

    @Test
    void a_number_that_is_a_text_is_refused() {
        assertThatThrownBy(() -> read("\"steps\": 20", "\"steps\": \"many\""))
                .isInstanceOf(NodeException.class)
                .hasMessage("node 3 (KSampler), input 'steps': found a text, wanted a number");
    }

    @Test
    void a_graph_of_nothing_known_is_refused() {
        assertThatThrownBy(() -> new ComfyUiFile().read("{\"1\": {\"class_type\": \"Other\", \"inputs\": {}}}"))
                .isInstanceOf(NodeException.class)
                .hasMessageStartingWith(
                        "found no node that is known here; wanted a graph with a sampler like KSampler");
    }

    @Test
    void it_is_recognised() throws IOException {
        assertThat(new ComfyUiFile().recognises(portrait())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "{\"class_type\"",
                "[\"class_type\"]",
                "{\"quarry\": 1, \"nodes\": {}}",
                "{\"3\": {\"class_type\": \"KSampler\"}, \"version\": 1}",
                "{\"nodes\": [{\"class_type\": 1}]}"
            })
    void other_texts_are_not_recognised(String text) {
        assertThat(new ComfyUiFile().recognises(text)).isFalse();
    }

    @Test
    void two_samplers_stand_side_by_side() throws IOException, JsonException {
        String second = portrait()
                .replaceFirst(
                        "\\{",
                        "{\"2\": {\"class_type\": \"KSampler\", \"inputs\": {\"model\": [\"4\", 0], \"positive\":"
                                + " [\"6\", 0], \"negative\": [\"7\", 0], \"latent_image\": [\"5\", 0]}},");

        Imported imported = new ComfyUiFile().read(second);

        assertThat(((Json.Members) at(imported, "nodes")).members().keySet())
                .contains("denoise", "denoise-3", "prompt")
                .doesNotContain("prompt-6");
        assertThat(at(imported, "nodes", "decode", "latent", "from").toJava()).isEqualTo("denoise-3.latent");
    }
}
