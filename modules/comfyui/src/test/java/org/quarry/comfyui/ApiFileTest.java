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
class ApiFileTest {
    private static String portrait() throws IOException {
        return Graphs.text("portrait.json");
    }

    private static Imported read(String was, String is) throws IOException {
        return Graphs.read("portrait.json", was, is);
    }

    private static Imported read() throws IOException {
        return new ApiFile().read(portrait());
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
                        "save");
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
        "schedule, sigmas, karras",
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
                        "node 12 (ImageBlur) was left out: nothing here does the same, or nothing that was carried over"
                                + " needs it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"filename_prefix\": \"fox\" | \"filename_prefix\": [\"5\", 0] | node 9 (SaveImage): a name that comes"
                        + " by a wire is not known here; the file is called 'ComfyUI.png'",
                "v1-5-pruned.safetensors | v1-5-pruned.ckpt | node 4 (CheckpointLoaderSimple): 'sd15/v1-5-pruned.ckpt'"
                        + " is no .safetensors file and is not read here; put the same model into the models folder as"
                        + " one, or set another model in node 'model'",
                "\"dpmpp_2m\" | \"restart\" | node 3 (KSampler): the sampler 'restart' has no counterpart here; euler"
                        + " stands in for it",
                "\"karras\" | \"kl_optimal\" | node 3 (KSampler): the scheduler 'kl_optimal' has no counterpart here;"
                        + " the model's own settings stand in for it",
                "\"denoise\": 1 | \"denoise\": 0.5 | node 3 (KSampler): 'denoise' below 1 means nothing where a run"
                        + " starts from noise; it was left out",
                "\"batch_size\": 1 | \"batch_size\": 4 | node 5 (EmptyLatentImage): a batch of 4 becomes one picture;"
                        + " 'quarry sweep --vary seed=…' makes more"
            })
    void what_stands_in_for_something_is_told(String was, String is, String note) throws IOException {
        assertThat(read(was, is).notes()).contains(note);
    }

    @Test
    void a_graph_that_is_not_plain_is_refused_at_the_wire_that_is_not() {
        assertThatThrownBy(() -> read("\"model\": [\"4\", 0]", "\"model\": [\"5\", 0]"))
                .isInstanceOf(NodeException.class)
                .hasMessage("node 3 (KSampler), input 'model': found a wire from node 5 (EmptyLatentImage), wanted one"
                        + " from a CheckpointLoaderSimple or UNETLoader or LoraLoader or LoraLoaderModelOnly or"
                        + " ModelSamplingSD3 or ModelSamplingFlux; only graphs of such nodes from text to image"
                        + " can be imported");
    }

    @Test
    void a_number_that_is_linked_is_refused() {
        assertThatThrownBy(() -> read("\"steps\": 20", "\"steps\": [\"5\", 0]"))
                .isInstanceOf(NodeException.class)
                .hasMessage("node 3 (KSampler), input 'steps': found an array, wanted a number");
    }

    @Test
    void a_prompt_that_is_linked_is_refused() {
        assertThatThrownBy(() -> read("\"text\": \"bad hands\"", "\"text\": [\"5\", 0]"))
                .isInstanceOf(NodeException.class)
                .hasMessage("node 7 (CLIPTextEncode), input 'text': found a wire, wanted a text; write it into the node"
                        + " there and export anew");
    }

    @Test
    void a_graph_without_a_sampler_is_refused() {
        assertThatThrownBy(() -> read("\"KSampler\"", "\"Other\""))
                .isInstanceOf(NodeException.class)
                .hasMessageStartingWith(
                        "found no node of class KSampler or KSamplerAdvanced; wanted a graph from text to image");
    }

    @Test
    void it_is_recognised() throws IOException {
        assertThat(new ApiFile().recognises(portrait())).isTrue();
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
        assertThat(new ApiFile().recognises(text)).isFalse();
    }

    @Test
    void two_samplers_stand_side_by_side() throws IOException, JsonException {
        String second = portrait()
                .replaceFirst(
                        "\\{",
                        "{\"2\": {\"class_type\": \"KSampler\", \"inputs\": {\"model\": [\"4\", 0], \"positive\":"
                                + " [\"6\", 0], \"negative\": [\"7\", 0], \"latent_image\": [\"5\", 0]}},");

        Imported imported = new ApiFile().read(second);

        assertThat(((Json.Members) at(imported, "nodes")).members().keySet())
                .contains("denoise", "denoise-3", "prompt")
                .doesNotContain("prompt-6");
        assertThat(at(imported, "nodes", "decode", "latent", "from").toJava()).isEqualTo("denoise-3.latent");
    }
}
