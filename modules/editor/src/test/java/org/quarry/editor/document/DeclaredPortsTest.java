package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quarry.editor.document.Drawn.file;
import static org.quarry.editor.document.Drawn.saved;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** What users do to the ports that a component declares. */
class DeclaredPortsTest {
    private static final Socket SMALL = Socket.parse("small.width");
    private static final Socket TINY = Socket.parse("tiny.width");

    private final Workflow part = file("""
        {"quarry": 1,
         "component": {"type": "my:part@1", "inputs": {"in": ["small.pictures"], "width": ["small.width"]}, "outputs": {"out": "tiny.pictures"}},
         "nodes": {
          "small": {"type": "quarry:resize@1", "width": 64},
          "tiny": {"type": "quarry:resize@1", "width": 32, "pictures": {"from": "small.pictures"}}}}\
        """);

    private static DeclaredPorts inputs(Workflow workflow) {
        return DeclaredPorts.inputs(workflow);
    }

    @Test
    void a_parameter_is_shown_under_its_own_name_or_after_its_node_where_that_is_taken() {
        Workflow exposed = inputs(part).exposed(TINY);

        assertThat(inputs(part).name(TINY)).isEmpty();
        assertThat(inputs(exposed).name(TINY)).contains("tiny_width");
        assertThat(inputs(exposed).all()).containsOnlyKeys("in", "width", "tiny_width");
        assertThat(saved(exposed)).as("nothing is lost in the file").isEqualTo(exposed);
    }

    @Test
    void a_port_is_shown_once_and_a_workflow_that_is_no_component_shows_none() {
        Workflow plain = Drawn.read("\"small\": {\"type\": \"quarry:resize@1\"}");

        assertThat(inputs(part).canExpose(SMALL)).isFalse();
        assertThat(inputs(part).exposed(SMALL)).isSameAs(part);
        assertThat(inputs(plain).canExpose(SMALL)).isFalse();
        assertThat(inputs(plain).exposed(SMALL)).isSameAs(plain);
    }

    @Test
    void what_a_wire_inside_gives_is_nothing_that_instances_could_set() {
        assertThat(inputs(part).canExpose(Socket.parse("tiny.pictures"))).isFalse();
    }

    @Test
    void outputs_are_shown_too() {
        Workflow exposed = DeclaredPorts.outputs(part).exposed(Socket.parse("small.pictures"));

        assertThat(exposed.component().orElseThrow().outputs())
                .containsEntry("pictures", Socket.parse("small.pictures"))
                .containsEntry("out", Socket.parse("tiny.pictures"));
    }

    @Test
    void hiding_takes_back_showing() {
        assertThat(inputs(inputs(part).exposed(TINY)).hidden(TINY)).isEqualTo(part);
        assertThat(inputs(inputs(part).exposed(TINY)).without("tiny_width")).isEqualTo(part);
    }

    @Test
    void of_several_inner_ports_behind_one_the_others_stay() {
        Workflow both = file(org.quarry.workflow.json.WorkflowWriter.write(part)
                .replace("[\"small.width\"]", "[\"small.width\", \"tiny.width\"]"));

        assertThat(inputs(inputs(both).hidden(SMALL)).all()).containsEntry("width", List.of(TINY));
    }

    @Test
    void another_name_leads_to_the_same_ports_at_the_same_place() {
        Workflow renamed = inputs(part).renamed("in", "photo");

        assertThat(inputs(renamed).all().keySet()).containsExactly("photo", "width");
        assertThat(inputs(renamed).all().get("photo"))
                .isEqualTo(inputs(part).all().get("in"));
    }

    @Test
    void a_name_that_is_taken_or_that_no_file_can_hold_is_refused_with_one_that_will_do() {
        assertThat(inputs(part).refusal("in", "width")).contains("Another port is named 'width'; 'width_2' is free.");
        assertThat(inputs(part).refusal("in", "the photo"))
                .contains("No port can be named 'the photo'; give it letters, digits and '_', as in 'the_photo'.");
        assertThat(inputs(part).refusal("in", "switch"))
                .contains("No port can be named 'switch'; give it letters, digits and '_', as in 'port_switch'.");
        assertThat(inputs(part).refusal("in", "in")).isEmpty();
        assertThatThrownBy(() -> inputs(part).renamed("in", "width")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_port_is_raised_until_it_is_the_first() {
        Workflow raised = inputs(part).raised("width");

        assertThat(inputs(raised).all().keySet()).containsExactly("width", "in");
        assertThat(inputs(raised).raised("width")).isSameAs(raised);
    }
}
