package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.editor.document.Drawn.links;
import static org.quarry.editor.document.Drawn.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.workflow.Check;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Components;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.PortFinder;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;
import org.quarry.workflow.json.WorkflowReader;
import org.quarry.workflow.json.WorkflowWriter;

/** A selection becomes a component and its instance becomes nodes again, with the real nodes and real files. */
class ComponentEditsTest {
    @TempDir
    Path folder;

    private final Workflow workflow = read("""
        "image": {"type": "quarry:load-image@1", "file": "a.png"},
        "small": {"type": "quarry:resize@1", "pictures": {"from": "image.picture"}, "width": 64},
        "tiny": {"type": "quarry:resize@1", "pictures": {"from": "small.pictures"}, "width": 32},
        "sheet": {"type": "quarry:contact-sheet@1", "pictures": [{"from": "small.pictures"}, {"from": "tiny.pictures"}]},
        "save": {"type": "quarry:save-image@1", "pictures": {"from": "sheet.sheet"}, "file": "b.png"}\
        """, """
        , "layout": {"image": {"at": [0, 0]}, "small": {"at": [300, 0]}, "tiny": {"at": [600, 100]}, "sheet": {"at": [900, 0]}, "save": {"at": [1200, 0]}}\
        """);
    private final Set<String> chosen = Set.of("small", "tiny");

    private Edited made() throws IOException, JsonException {
        Component component = Component.of(workflow, chosen, "Smaller", new NodeType(Component.id("Smaller"), 1));
        Path file = folder.resolve("smaller.json");
        WorkflowWriter.save(component.inner(), file);
        String hash = WorkflowReader.read(file).hash();
        return component.put(workflow, new ComponentLink("smaller.json", hash, Map.of()));
    }

    private Checked check(Workflow checked) {
        NodeCatalog catalog = NodeCatalog.discover(List.of(getClass().getClassLoader()));
        return new Check(catalog, KnownModels.UNKNOWN, new ComponentFiles(folder)).check(checked);
    }

    @Test
    void the_wires_that_cross_the_border_become_ports_and_the_workflow_stays_sound() throws Exception {
        Edited made = made();

        assertThat(made.workflow().nodes()).containsOnlyKeys("image", "smaller", "sheet", "save");
        assertThat(links(made.workflow()))
                .containsExactlyInAnyOrder(
                        "image.picture -> smaller.pictures",
                        "smaller.pictures -> sheet.pictures",
                        "smaller.pictures_2 -> sheet.pictures",
                        "sheet.sheet -> save.pictures");
        assertThat(check(made.workflow()).problems()).isEmpty();
        assertThat(made.selection().nodes()).containsExactly("smaller");
        assertThat(Edits.place(made.workflow(), "smaller"))
                .as("where one of its nodes stood, and nothing else does")
                .isEqualTo(Edits.place(workflow, "small"));
    }

    @Test
    void an_instance_made_local_gives_back_what_it_was_made_of() throws Exception {
        Workflow instance = made().workflow();
        Components.Component component = (Components.Component) new ComponentFiles(folder).find("", "smaller.json");

        Edited local = LocalEdits.unpacked(instance, "smaller", component, folder);

        assertThat(local.workflow().nodes())
                .containsAllEntriesOf(workflow.nodes())
                .hasSize(5);
        assertThat(links(local.workflow())).containsExactlyInAnyOrderElementsOf(links(workflow));
        assertThat(check(local.workflow()).problems()).isEmpty();
        assertThat(local.selection().nodes()).containsExactlyInAnyOrder("small", "tiny");
    }

    @Test
    void what_was_set_becomes_parameters_of_the_instance_named_after_their_nodes_where_names_repeat() {
        Component component = Component.of(workflow, chosen, "Smaller", new NodeType("my:smaller", 1))
                .promoting(name -> ports().of(workflow, name));

        assertThat(component.inner().component().orElseThrow().inputs())
                .containsExactly(
                        Map.entry("pictures", List.of(Socket.parse("small.pictures"))),
                        Map.entry("small_width", List.of(Socket.parse("small.width"))),
                        Map.entry("tiny_width", List.of(Socket.parse("tiny.width"))));
        assertThat(component.inner().nodes().get("small"))
                .as("the value stays inside, as the default")
                .isEqualTo(component.inner().nodes().get("small").with("width", new Input.Value(Json.of(64))));
    }

    @Test
    void texts_seeds_models_and_files_become_parameters_also_where_nobody_set_them() {
        Workflow all = read("""
            "model": {"type": "quarry:load-model@1"},
            "prompt": {"type": "quarry:tokenizer@1", "vocabulary": {"from": "model.tokenizer"}},
            "negative": {"type": "quarry:tokenizer@1", "vocabulary": {"from": "model.tokenizer"}},
            "image": {"type": "quarry:load-image@1"},
            "small": {"type": "quarry:resize@1", "pictures": {"from": "image.picture"}}\
            """);

        Component component = Component.of(all, all.nodes().keySet(), "All", new NodeType("my:all", 1))
                .promoting(name -> ports().of(all, name));

        assertThat(component.inner().component().orElseThrow().inputs())
                .containsOnlyKeys("model", "prompt_text", "negative_text", "file");
    }

    @Test
    void an_instance_shows_what_it_was_made_of_and_goes_on_with_the_next_seed() throws Exception {
        Socket seed = Socket.parse("denoise.seed");
        Workflow drawn =
                SeedMode.INCREMENT.at(seed).apply(read("\"denoise\": {\"type\": \"quarry:denoise@1\", \"seed\": 7}"));
        Component component = Component.of(drawn, Set.of("denoise"), "Draw", new NodeType("my:draw", 1))
                .promoting(name -> ports().of(drawn, name));
        WorkflowWriter.save(component.inner(), folder.resolve("draw.json"));
        Workflow made = component
                .put(drawn, new ComponentLink("draw.json", "", Map.of()))
                .workflow();

        InputPort shown = ports().of(made, "draw").input("seed").orElseThrow();

        assertThat(Edits.value(made, "draw", shown)).isEqualTo(Json.of(7));
        assertThat(SeedMode.of(made, Socket.parse("draw.seed"))).isEqualTo(SeedMode.INCREMENT);
    }

    private PortFinder ports() {
        return new PortFinder(NodeCatalog.discover(List.of(getClass().getClassLoader())), new ComponentFiles(folder));
    }

    @Test
    void wires_from_one_output_share_a_port() {
        Workflow both = read("""
            "image": {"type": "quarry:load-image@1"},
            "a": {"type": "quarry:resize@1", "pictures": {"from": "image.picture"}},
            "b": {"type": "quarry:resize@1", "pictures": {"from": "image.picture"}}\
            """);

        Component component = Component.of(both, Set.of("a", "b"), "Both", new NodeType("my:both", 1));

        assertThat(component.inner().component().orElseThrow().inputs())
                .containsOnlyKeys("pictures")
                .hasEntrySatisfying("pictures", fed -> assertThat(fed).hasSize(2));
    }

    @Test
    void a_selection_that_would_wait_for_itself_is_refused_with_the_node_between() {
        assertThat(Component.refusal(workflow, Set.of("image", "tiny")))
                .contains("'small' needs the selection and is needed by it; select it too,"
                        + " or the component would wait for itself.");
    }

    @Test
    void an_input_fed_from_both_sides_of_the_border_is_refused() {
        assertThat(Component.refusal(workflow, Set.of("tiny", "sheet")))
                .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("Input 'sheet.pictures' has wires"));
        assertThat(Component.refusal(workflow, Set.of()))
                .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("No node is selected"));
    }

    @Test
    void a_node_behind_a_port_of_the_workflow_itself_is_refused() {
        Workflow part = read(
                "\"small\": {\"type\": \"quarry:resize@1\"}",
                ", \"component\": {\"type\": \"my:part@1\", \"inputs\": {\"in\": [\"small.pictures\"]}, \"outputs\":"
                        + " {}}");

        assertThat(Component.refusal(part, Set.of("small")))
                .contains("A port of this component leads to 'small.pictures' in the selection; leave 'small' out of"
                        + " it.");
    }

    @Test
    void an_id_is_made_of_any_title() {
        assertThat(Component.id("Größe 2!")).isEqualTo("my:gr-e-2");
        assertThat(Component.id("2 × 3")).isEqualTo("my:part-2-3");
    }
}
