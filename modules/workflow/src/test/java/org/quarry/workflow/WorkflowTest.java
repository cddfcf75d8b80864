package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.json.Json;

class WorkflowTest {
    private static final PlacedNode SHEET = PlacedNode.of(new NodeType("quarry:sheet", 1));

    @Test
    void a_changed_node_keeps_its_place() {
        Workflow workflow =
                Workflow.empty("").with("a", SHEET).with("b", SHEET).with("a", SHEET.with(PlacedNode.Mode.MUTED));

        assertThat(workflow.nodes().keySet()).containsExactly("a", "b");
        assertThat(workflow.nodes().get("a").mode()).isEqualTo(PlacedNode.Mode.MUTED);
    }

    @Test
    void a_changed_input_changes_nothing_else() {
        Workflow workflow = Workflow.empty("T").with("a", SHEET);

        Workflow changed = workflow.with(new Socket("a", "x"), new Input.Value(Json.of(1)));

        assertThat(changed.nodes().get("a").inputs()).containsOnlyKeys("x");
        assertThat(workflow.nodes().get("a").inputs()).isEmpty();
        assertThat(changed.title()).isEqualTo("T");
    }

    @Test
    void an_input_of_a_node_that_is_not_there_is_our_own_mistake() {
        assertThatThrownBy(() -> Workflow.empty("").with(new Socket("a", "x"), new Input.Value(Json.of(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no node 'a' in this workflow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a/b", "a\nb", "a\0b"})
    void a_name_that_no_file_can_hold_is_refused(String name) {
        assertThatThrownBy(() -> Workflow.empty("").with(name, SHEET)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "unet-2", "two words", "Größe", "😀", "a~b", "\"quoted\""})
    void any_other_name_is_fine(String name) {
        assertThat(Workflow.empty("").with(name, SHEET).find(name)).contains(SHEET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", ".b", "a.", "a.b.c", "."})
    void a_socket_is_written_with_one_dot(String written) {
        assertThatThrownBy(() -> Socket.parse(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:b",
                "a@1",
                "a:b@0",
                "a:b@-1",
                "a:b@01",
                "A:b@1",
                "a:B@1",
                ":b@1",
                "a:@1",
                "a:b@1000000",
                "a:b@1 "
            })
    void a_type_is_written_as_vendor_name_and_version(String written) {
        assertThatThrownBy(() -> NodeType.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found '" + written + "'; wanted a node type like quarry:denoise@1");
    }

    @Test
    void a_type_reads_as_it_writes() {
        assertThat(NodeType.parse("com.acme:sharpen-more@12")).hasToString("com.acme:sharpen-more@12");
    }
}
