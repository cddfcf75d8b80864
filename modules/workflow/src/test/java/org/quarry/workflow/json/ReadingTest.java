package org.quarry.workflow.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.json.Json;
import org.quarry.json.JsonDocument.Position;
import org.quarry.json.JsonException;
import org.quarry.workflow.Input;
import org.quarry.workflow.Layout;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

class ReadingTest {
    @Test
    void a_node_has_its_type_and_inputs_in_the_order_of_the_file() throws JsonException {
        PlacedNode node = node("\"type\": \"quarry:denoise@2\", \"z\": 1, \"a\": \"x\", \"m\": true");

        assertThat(node.type()).isEqualTo(new NodeType("quarry:denoise", 2));
        assertThat(node.inputs().keySet()).containsExactly("z", "a", "m");
        assertThat(node.mode()).isEqualTo(PlacedNode.Mode.ACTIVE);
    }

    @Test
    void a_link_is_read_from_its_consumer() throws JsonException {
        assertThat(node("\"type\": \"a:b@1\", \"in\": {\"from\": \"unet.prediction\"}")
                        .inputs())
                .containsEntry("in", new Input.Wires(List.of(new Socket("unet", "prediction"))));
    }

    @Test
    void several_links_keep_their_order() throws JsonException {
        assertThat(node("\"type\": \"a:b@1\", \"in\": [{\"from\": \"b.x\"}, {\"from\": \"a.x\"}]")
                        .inputs())
                .containsEntry("in", new Input.Wires(List.of(new Socket("b", "x"), new Socket("a", "x"))));
    }

    @Test
    void an_object_with_more_than_from_is_a_value_and_not_a_link() throws JsonException {
        assertThat(node("\"type\": \"a:b@1\", \"in\": {\"from\": \"b.x\", \"to\": 1}")
                        .inputs()
                        .get("in"))
                .isInstanceOf(Input.Value.class);
    }

    @ParameterizedTest
    @CsvSource({"active, ACTIVE", "muted, MUTED", "bypassed, BYPASSED"})
    void a_switch_sets_the_mode(String written, PlacedNode.Mode mode) throws JsonException {
        assertThat(node("\"type\": \"a:b@1\", \"switch\": \"" + written + "\"").mode())
                .isEqualTo(mode);
    }

    @Test
    void an_import_links_a_component() throws JsonException {
        PlacedNode node =
                node("\"type\": \"a:b@1\", \"import\": {\"file\": \"parts/b.json\", \"hash\": \"sha256:00\"}");

        assertThat(node.component()).contains(new PlacedNode.ComponentLink("parts/b.json", "sha256:00", Map.of()));
    }

    @Test
    void a_member_that_can_be_no_port_is_kept_as_an_extra() throws JsonException {
        PlacedNode node = node("\"type\": \"a:b@1\", \"x-colour\": {\"from\": 3}");

        assertThat(node.inputs()).isEmpty();
        assertThat(node.extras()).containsOnlyKeys("x-colour");
    }

    @Test
    void places_frames_and_notes_belong_to_the_layout() throws JsonException {
        Layout layout = read("""
            {"quarry": 1, "nodes": {},
             "layout": {"a": {"at": [40, 80.5], "wide": true}},
             "frames": [{"title": "Text", "at": [1, 2], "size": [3, 4], "colour": "#ff0000"}],
             "notes": [{"text": "Try 7", "at": [5, 6], "width": 100}]}\
            """).layout();

        assertThat(layout.places()).containsEntry("a", new Layout.Place(40, 80.5, Map.of("wide", Json.of(true))));
        assertThat(layout.frames()).containsExactly(new Layout.Frame("Text", 1, 2, 3, 4, "#ff0000", Map.of()));
        assertThat(layout.notes()).containsExactly(new Layout.Note("Try 7", 5, 6, 100, Map.of()));
    }

    @Test
    void a_component_declares_its_ports() throws JsonException {
        Workflow workflow = read("""
            {"quarry": 1, "nodes": {}, "component": {"type": "me:portrait@2", "doc": "A face.",
             "inputs": {"text": ["prompt.text", "other.text"]}, "outputs": {"picture": "decode.picture"}}}\
            """);

        assertThat(workflow.component()).hasValueSatisfying(ports -> {
            assertThat(ports.type()).isEqualTo(new NodeType("me:portrait", 2));
            assertThat(ports.inputs())
                    .containsEntry("text", List.of(new Socket("prompt", "text"), new Socket("other", "text")));
            assertThat(ports.outputs()).containsEntry("picture", new Socket("decode", "picture"));
        });
    }

    @Test
    void a_file_without_nodes_is_a_workflow_without_nodes() throws JsonException {
        assertThat(read("{\"quarry\": 1}")).isEqualTo(Workflow.empty(""));
    }

    @Test
    void every_node_and_input_knows_its_place() throws JsonException {
        WorkflowDocument document = document("""
            {
              "quarry": 1,
              "nodes": {
                "ab": {"type": "a:b@1"}
              }
            }\
            """);

        assertThat(document.position("ab")).contains(new Position(4, 11));
        assertThat(document.position("ab", "type")).contains(new Position(4, 20));
    }

    @Test
    void an_input_that_is_not_written_stands_where_its_node_stands() throws JsonException {
        assertThat(document("{\"quarry\": 1, \"nodes\": {\"a\": {\"type\": \"a:b@1\"}}}")
                        .position("a", "scale"))
                .contains(new Position(1, 30));
    }

    @Test
    void a_node_within_a_component_stands_where_its_instance_stands() throws JsonException {
        WorkflowDocument document = document("{\"quarry\": 1, \"nodes\": {\"a\": {\"type\": \"a:b@1\"}}}");

        assertThat(document.position("a/inner/deep", "scale")).isEqualTo(document.position("a"));
    }

    @Test
    void a_node_that_is_not_in_the_file_has_no_place() throws JsonException {
        assertThat(document("{\"quarry\": 1}").position("a")).isEmpty();
    }

    @Test
    void the_hash_is_that_of_the_bytes() throws JsonException {
        // printf '{"quarry": 1}' | sha256sum
        assertThat(document("{\"quarry\": 1}").hash())
                .isEqualTo("sha256:9fafcf170ac211bf79a9066947aab6f5c5a8164d4a687826aada019d66877dbd");
    }

    @Test
    void a_file_is_read_by_its_name(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("picture.json"), "{\"quarry\": 1, \"title\": \"Hej\"}");

        assertThat(WorkflowReader.read(file).workflow().title()).isEqualTo("Hej");
        assertThat(WorkflowReader.read(file).name()).isEqualTo("picture.json");
    }

    @Test
    void a_file_that_is_not_there_is_named(@TempDir Path folder) {
        assertThatThrownBy(() -> WorkflowReader.read(folder.resolve("gone.json")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("gone.json");
    }

    private static Workflow read(String text) throws JsonException {
        return document(text).workflow();
    }

    private static WorkflowDocument document(String text) throws JsonException {
        return WorkflowReader.read("w.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static PlacedNode node(String members) throws JsonException {
        return read("{\"quarry\": 1, \"nodes\": {\"a\": {" + members + "}}}")
                .nodes()
                .get("a");
    }
}
