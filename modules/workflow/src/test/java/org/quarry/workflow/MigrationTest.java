package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Samples.CATALOG;
import static org.quarry.workflow.Samples.nodes;
import static org.quarry.workflow.Samples.problems;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;

class MigrationTest {
    private final Migration migration = new Migration(CATALOG);

    @Test
    void a_node_goes_through_every_version_in_between() {
        Workflow carried = migration.carry(nodes("\"a\": {\"type\": \"quarry:old@1\", \"percent\": 25}"));

        assertThat(node(carried).type()).isEqualTo(new NodeType("quarry:old", 3));
        assertThat(node(carried).inputs()).containsOnlyKeys("strength");
        assertThat(node(carried).inputs()).containsEntry("strength", new Input.Value(Json.of(0.25)));
    }

    @Test
    void a_renamed_input_keeps_its_wire() {
        Workflow carried =
                migration.carry(nodes("\"a\": {\"type\": \"quarry:old@2\", \"image\": {\"from\": \"b.picture\"}}"));

        assertThat(node(carried).inputs())
                .containsEntry("picture", new Input.Wires(List.of(new Socket("b", "picture"))));
    }

    @Test
    void wires_follow_a_renamed_output() {
        Workflow carried = migration.carry(nodes(
                "\"a\": {\"type\": \"quarry:old@1\"}",
                "\"b\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"a.image\"}}"));

        assertThat(carried.nodes().get("b").inputs())
                .containsEntry("picture", new Input.Wires(List.of(new Socket("a", "result"))));
    }

    @Test
    void an_output_that_its_module_cannot_rename_is_found_where_it_is_used() {
        assertThat(problems(
                        "\"a\": {\"type\": \"quarry:old@1\"}",
                        "\"b\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"a.cursed\"}}"))
                .containsExactly(
                        "node 'b', input 'picture': linked from 'a.cursed', but node 'a' has no output 'cursed'; "
                                + "it has the output result");
    }

    @Test
    void a_seed_beyond_a_long_survives() {
        Workflow carried =
                migration.carry(nodes("\"a\": {\"type\": \"quarry:old@1\", \"seed\": 18446744073709551615}"));

        assertThat(((Input.Value) node(carried).inputs().get("seed")).value())
                .hasToString("Numeral[value=18446744073709551615]");
    }

    @Test
    void a_value_that_the_module_passes_on_keeps_every_digit() {
        Workflow carried = migration.carry(
                nodes("\"a\": {\"type\": \"quarry:old@2\", \"strength\": 0.1000000000000000000000001}"));

        assertThat(((Input.Value) node(carried).inputs().get("strength")).value())
                .hasToString("Numeral[value=0.1000000000000000000000001]");
    }

    @Test
    void mode_and_unknown_members_stay() {
        Workflow carried = migration.carry(
                nodes("\"a\": {\"type\": \"quarry:old@1\", \"switch\": \"muted\", \"x-colour\": \"red\"}"));

        assertThat(node(carried).mode()).isEqualTo(PlacedNode.Mode.MUTED);
        assertThat(node(carried).extras()).containsEntry("x-colour", Json.of("red"));
    }

    @Test
    void a_component_s_ports_follow_renamed_inner_ports() {
        Workflow carried = migration.carry(Samples.read("""
            {"quarry": 1,
             "component": {"type": "me:c@1", "inputs": {"in": ["a.image"]}, "outputs": {"out": "a.image"}},
             "nodes": {"a": {"type": "quarry:old@2"}}}\
            """));

        ComponentInterface ports = carried.component().orElseThrow();
        assertThat(ports.inputs()).containsEntry("in", List.of(new Socket("a", "picture")));
        assertThat(ports.outputs()).containsEntry("out", new Socket("a", "result"));
    }

    @Test
    void a_workflow_of_this_day_comes_back_as_it_is() {
        Workflow workflow = Samples.textToImage();

        assertThat(migration.carry(workflow)).isSameAs(workflow);
    }

    @Test
    void what_changed_is_told_in_sentences() {
        Workflow before = nodes("\"a\": {\"type\": \"quarry:old@1\"}", "\"b\": {\"type\": \"quarry:sheet@1\"}");

        assertThat(Migration.changes(before, migration.carry(before)))
                .containsExactly("node 'a': quarry:old@1 is now quarry:old@3");
    }

    @Test
    void a_node_that_its_module_cannot_carry_stays_and_is_a_problem() {
        assertThat(migration.carry(nodes("\"a\": {\"type\": \"acme:stubborn@1\", \"level\": 3}")))
                .isEqualTo(nodes("\"a\": {\"type\": \"acme:stubborn@1\", \"level\": 3}"));
        assertThat(problems("\"a\": {\"type\": \"acme:stubborn@1\"}"))
                .containsExactly("node 'a': found version 1 of 'acme:stubborn', which cannot be carried to version 2: "
                        + "version 1 was withdrawn; draw the node again");
    }

    @Test
    void a_module_that_breaks_while_migrating_is_a_problem_of_its_node() {
        assertThat(problems("\"a\": {\"type\": \"acme:stubborn@1\", \"broken\": 1}"))
                .containsExactly("node 'a': found version 1 of 'acme:stubborn', which cannot be carried to version 2:"
                        + " the migration of 'acme:stubborn' failed with java.lang.IllegalStateException:"
                        + " no such thing; update its module");
    }

    @Test
    void a_migration_to_a_value_that_no_file_can_hold_is_a_problem() {
        assertThat(problems("\"a\": {\"type\": \"acme:stubborn@1\", \"odd\": 1}"))
                .containsExactly("node 'a': found version 1 of 'acme:stubborn', which cannot be carried to version 2: "
                        + "its migration gives input 'odd' the value x, which no file can hold; update its module");
    }

    @Test
    void a_node_whose_class_is_missing_cannot_be_carried() {
        assertThat(problems("\"a\": {\"type\": \"acme:lost@1\"}"))
                .containsExactly("node 'a': found version 1 of 'acme:lost', which cannot be carried to version 2: "
                        + "class com.acme.Lost of 'acme:lost' cannot be loaded (java.lang.ClassNotFoundException: "
                        + "com.acme.Lost); install org.quarry.nodes.test 0.1.0 again");
    }

    @Test
    void a_node_from_the_future_is_a_problem_and_stays() {
        assertThat(problems("\"a\": {\"type\": \"quarry:old@4\", \"power\": 2}"))
                .containsExactly("node 'a': found version 4 of 'quarry:old', installed is version 3; "
                        + "update org.quarry.nodes.test 0.1.0");
    }

    @Test
    void a_check_carries_the_workflow_forward_by_itself() {
        Checked checked = Samples.check(nodes("\"a\": {\"type\": \"quarry:old@1\", \"percent\": 25}"));

        assertThat(checked.problems()).isEmpty();
        assertThat(node(checked.workflow()).type().version()).isEqualTo(3);
    }

    private static PlacedNode node(Workflow workflow) {
        return workflow.nodes().get("a");
    }
}
