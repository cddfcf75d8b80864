package org.quarry.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.node.NodeException;
import org.quarry.node.extension.WorkflowImporter.Imported;

/** Graphs as they stand on ComfyUI's canvas. */
class CanvasTest {
    private static final String CANVAS = "canvas.json";
    private static final String NESTED = "subgraph.json";

    @ParameterizedTest
    @ValueSource(strings = {CANVAS, NESTED})
    void they_are_recognised(String graph) throws IOException {
        assertThat(new ComfyUiFile().recognises(Graphs.text(graph))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nodes\": {}, \"links\": []}",
                "{\"nodes\": [{\"type\": \"a\"}], \"links\": []}",
                "{\"nodes\": [{\"id\": 1, \"type\": \"a\"}], \"links\": {}}",
                "{\"links\": [], \"nodes\": \"a\"}",
                "{\"quarry\": 1, \"nodes\": {\"a\": {\"type\": \"quarry:denoise@1\", \"links\": 1}}, \"links\": []}"
            })
    void other_files_with_nodes_and_links_are_not(String text) {
        assertThat(new ComfyUiFile().recognises(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "model, model, sd15.safetensors",
        "prompt, text, a red boat",
        "negative, text, text",
        "noise, width, 64",
        "noise, height, 48",
        "schedule, steps, 4",
        "schedule, curve, normal",
        "guided, scale, 2",
        "denoise, sampler, euler",
        "save, file, out.png"
    })
    void values_are_known_by_their_order(String node, String input, String value) throws IOException, JsonException {
        assertThat(Graphs.input(Graphs.read(CANVAS), node, input)).isEqualTo(value);
    }

    @Test
    void what_stands_behind_a_seed_is_none_of_the_values() throws IOException, JsonException {
        Imported seeded = Graphs.read(CANVAS, "\"link\": 21, \"widget\"", "\"link\": null, \"widget\"");

        assertThat(Graphs.input(seeded, "noise", "seed")).isEqualTo("5");
    }

    @Test
    void a_primitive_s_value_is_that_of_the_input_that_it_is_linked_to() throws IOException, JsonException {
        assertThat(Graphs.input(Graphs.read(CANVAS), "noise", "seed")).isEqualTo("77");
    }

    @Test
    void a_reroute_is_the_wire_that_it_bends() throws IOException, JsonException {
        assertThat(Graphs.input(Graphs.read(CANVAS), "decode", "vae")).isEqualTo("model.vae");
    }

    @Test
    void get_and_set_nodes_are_a_wire_without_a_line() throws IOException, JsonException {
        String text = Graphs.text(CANVAS)
                .replace("{\"id\": 10, \"type\": \"Reroute\"", "{\"id\": 10, \"type\": \"GetNode\"")
                .replace(
                        "\"link\": 8}], \"outputs\": [{\"name\": \"VAE\", \"type\": \"VAE\", \"links\": []}],"
                                + " \"properties\": {}, \"widgets_values\": []",
                        "\"link\": null}], \"outputs\": [], \"widgets_values\": [\"the vae\"]")
                .replace(
                        "\n  {\"id\": 11,",
                        "\n"
                                + "  {\"id\": 30, \"type\": \"SetNode\", \"inputs\": [{\"name\": \"VAE\", \"type\":"
                                + " \"VAE\", \"link\": 8}], \"widgets_values\": [\"the vae\"]},\n"
                                + "  {\"id\": 11,");

        assertThat(text).contains("SetNode").containsOnlyOnce("\"link\": 8}");
        assertThat(Graphs.input(new ComfyUiFile().read(text), "decode", "vae")).isEqualTo("model.vae");
    }

    @Test
    void a_bypassed_node_hands_on_what_it_is_given() throws IOException, JsonException {
        Imported imported = Graphs.read(CANVAS);

        assertThat(Graphs.input(imported, "unet-prompt", "unet")).isEqualTo("model.unet");
        assertThat(Graphs.input(imported, "prompt-encoded", "encoder")).isEqualTo("model.textEncoder");
        assertThat(imported.notes()).contains("node 11 (LoraLoader) is bypassed there and was left out");
    }

    @Test
    void a_muted_node_is_left_out() throws IOException, JsonException {
        Imported imported = Graphs.read(CANVAS);

        assertThat(imported.notes()).contains("node 13 (PreviewImage) is muted there and was left out");
        assertThat(Graphs.input(imported, "preview", "pictures"))
                .as("the other one")
                .isEqualTo("my-upscaler.output");
    }

    @Test
    void a_node_that_is_not_known_keeps_its_values_and_wires() throws IOException, JsonException {
        Imported imported = Graphs.read(CANVAS);

        assertThat(Graphs.at(imported, "nodes", "my-upscaler", "type").toJava()).isEqualTo("comfyui:my-upscaler@1");
        assertThat(Graphs.input(imported, "my-upscaler", "image")).isEqualTo("decode.pictures");
        assertThat(Graphs.input(imported, "my-upscaler", "factor")).isEqualTo("2");
        assertThat(Graphs.input(imported, "my-upscaler", "quality")).isEqualTo("fine");
    }

    @Test
    void a_note_stays_a_note() throws IOException, JsonException {
        Json.Elements notes = (Json.Elements) Graphs.at(Graphs.read(CANVAS), "notes");

        assertThat(notes.elements()).hasSize(1);
        assertThat(((Json.Members) notes.elements().get(0)).member("text")).contains(Json.of("Made for a test"));
    }

    @Test
    void a_group_becomes_a_frame_round_what_became_of_its_nodes_and_round_nothing_else()
            throws IOException, JsonException {
        Imported imported = Graphs.read(CANVAS);
        Json.Elements frames = (Json.Elements) Graphs.at(imported, "frames");
        Json.Members frame = (Json.Members) frames.elements().get(0);

        assertThat(frames.elements()).hasSize(1);
        assertThat(frame.member("title")).contains(Json.of("Prompts"));
        for (String node :
                ((Json.Members) Graphs.at(imported, "layout")).members().keySet()) {
            boolean within = List.of("prompt", "prompt-encoded", "negative", "negative-encoded")
                    .contains(node);
            assertThat(in(frame, numbers((Json.Members) Graphs.at(imported, "layout", node), "at")))
                    .as(node)
                    .isEqualTo(within);
        }
    }

    private static boolean in(Json.Members frame, List<Double> at) {
        List<Double> corner = numbers(frame, "at");
        List<Double> size = numbers(frame, "size");
        return at.get(0) >= corner.get(0)
                && at.get(0) <= corner.get(0) + size.get(0)
                && at.get(1) >= corner.get(1)
                && at.get(1) <= corner.get(1) + size.get(1);
    }

    private static List<Double> numbers(Json.Members object, String member) {
        return Fields.numbers(object, member);
    }

    @ParameterizedTest
    @CsvSource({
        "prompt, text, outer",
        "negative, text, text",
        "prompt-encoded, encoder, model.textEncoder",
        "decode, latent, denoise.latent",
        "noise, seed, 5"
    })
    void a_sub_graph_is_its_nodes_with_what_it_is_given(String node, String input, String value)
            throws IOException, JsonException {
        assertThat(Graphs.input(Graphs.read(NESTED), node, input)).isEqualTo(value);
    }

    @Test
    void a_group_holds_what_is_in_the_sub_graphs_within_it() throws IOException, JsonException {
        Imported imported = Graphs.read(NESTED);
        Json.Members frame = (Json.Members)
                ((Json.Elements) Graphs.at(imported, "frames")).elements().get(0);

        assertThat(in(frame, numbers((Json.Members) Graphs.at(imported, "layout", "denoise"), "at")))
                .isTrue();
        assertThat(in(frame, numbers((Json.Members) Graphs.at(imported, "layout", "save"), "at")))
                .isFalse();
    }

    @Test
    void a_sub_graph_within_itself_is_refused() throws IOException {
        String endless = Graphs.text(NESTED)
                .replace("\"type\": \"EmptyLatentImage\"", "\"type\": \"11111111-2222-3333-4444-555555555555\"");

        assertThatThrownBy(() -> new ComfyUiFile().read(endless))
                .isInstanceOf(NodeException.class)
                .hasMessage("found sub-graphs within each other more than 32 deep; unpack some there");
    }

    @Test
    void reroutes_in_a_circle_carry_nothing() throws IOException {
        String circle = Graphs.text(CANVAS).replace("[8, 4, 2, 10, 0, \"VAE\"]", "[8, 10, 0, 10, 0, \"VAE\"]");

        assertThatThrownBy(() -> new ComfyUiFile().read(circle))
                .isInstanceOf(NodeException.class)
                .hasMessage(
                        "node 8 (VAEDecode), input 'vae': found no wire, wanted one; link it there and export anew");
    }
}
