package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quarry.editor.document.Drawn.links;
import static org.quarry.editor.document.Drawn.read;
import static org.quarry.editor.document.Drawn.saved;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.PlacedNode.Mode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

class NodeEditsTest {
    private final Workflow workflow = read("""
        "make": {"type": "test:make@1"},
        "scale": {"type": "test:scale@1", "value": {"from": "make.made"}},
        "show": {"type": "test:show@1", "value": {"from": "scale.scaled"}}\
        """, """
        , "component": {"type": "me:part@1", "inputs": {"factor": ["scale.factor"]}, "outputs": {"out": "scale.scaled"}},
        "layout": {"make": {"at": [0, 0]}, "scale": {"at": [100, 0], "colour": "#102030"}},
        "frames": [{"title": "f", "at": [0, 0], "size": [50, 50]}], "notes": [{"text": "n", "at": [5, 5], "width": 40}]\
        """);

    @Test
    void a_deleted_node_takes_its_wires_its_place_and_declared_ports_along() {
        Workflow after = NodeEdits.delete(workflow, Selection.ofNodes(Set.of("scale")));

        assertThat(after.nodes()).containsOnlyKeys("make", "show");
        assertThat(links(after)).isEmpty();
        assertThat(after.layout().places()).containsOnlyKeys("make");
        assertThat(after.component().orElseThrow().inputs()).isEmpty();
        assertThat(after.component().orElseThrow().outputs()).isEmpty();
    }

    @Test
    void frames_and_notes_are_deleted_and_what_stands_on_them_stays() {
        Workflow after = NodeEdits.delete(workflow, new Selection(Set.of(), Set.of(), Set.of(0), Set.of(0)));

        assertThat(after.layout().frames()).isEmpty();
        assertThat(after.layout().notes()).isEmpty();
        assertThat(after.nodes()).hasSize(3);
    }

    @Test
    void wires_layout_and_declared_ports_follow_a_new_name_and_the_node_keeps_its_place_in_the_file() {
        Workflow after = NodeEdits.rename(workflow, "scale", "doubled");

        assertThat(after.nodes().keySet()).containsExactly("make", "doubled", "show");
        assertThat(links(after)).containsExactly("make.made -> doubled.value", "doubled.scaled -> show.value");
        assertThat(Edits.place(after, "doubled").x()).isEqualTo(100);
        assertThat(after.component().orElseThrow().outputs()).containsValue(Socket.parse("doubled.scaled"));
        assertThat(NodeEdits.rename(after, "doubled", "scale")).isEqualTo(workflow);
    }

    @Test
    void a_name_that_is_taken_or_cannot_be_is_refused_with_what_to_do() {
        assertThat(Names.refusal(workflow, "scale", "show"))
                .contains("Another node is named 'show'; 'show-2' is free.");
        assertThat(Names.refusal(workflow, "scale", "a.b"))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("without '.' and '/'"));
        assertThat(Names.refusal(workflow, "scale", "scale")).isEmpty();
        assertThatThrownBy(() -> NodeEdits.rename(workflow, "scale", "show"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nodes_are_muted_and_made_active_together() {
        Set<String> both = Set.of("make", "scale");
        Workflow one = NodeEdits.toggled(workflow, Set.of("make"), Mode.MUTED);
        Workflow all = NodeEdits.toggled(one, both, Mode.MUTED);

        assertThat(all.nodes().get("scale").mode()).isEqualTo(Mode.MUTED);
        assertThat(NodeEdits.toggled(all, both, Mode.MUTED)).isEqualTo(workflow);
    }

    @Test
    void only_a_node_that_declares_it_is_bypassed() {
        NodePorts none = new NodePorts(java.util.List.of(), java.util.List.of(), true);

        assertThat(NodeEdits.bypassRefusal("scale", none))
                .contains("'scale' declares no input that could stand in for its output; mute it instead.");
    }

    @Test
    void colour_collapse_and_description_survive_saving_and_leave_no_trace_when_taken_back() {
        Set<String> scale = Set.of("scale");
        Workflow plain = NodeEdits.coloured(workflow, scale, "");
        Workflow all = NodeEdits.described(
                NodeEdits.collapseToggled(NodeEdits.coloured(plain, scale, "#ff8800"), scale), "scale", "Twice.");

        assertThat(saved(all)).isEqualTo(all);
        assertThat(NodeEdits.collapsed(all, "scale")).isTrue();
        assertThat(NodeEdits.description(all, "scale")).isEqualTo("Twice.");
        Workflow back =
                NodeEdits.described(NodeEdits.collapseToggled(NodeEdits.coloured(all, scale, ""), scale), "scale", " ");
        assertThat(back).isEqualTo(plain);
    }

    @Test
    void a_workflow_is_described_in_its_file() {
        Workflow after = NodeEdits.described(workflow, "What it is for.");

        assertThat(NodeEdits.description(saved(after))).isEqualTo("What it is for.");
        assertThat(NodeEdits.described(after, "")).isEqualTo(workflow);
    }
}
