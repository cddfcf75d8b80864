package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Parts.FILES;
import static org.quarry.workflow.Parts.FROM_IMAGE;
import static org.quarry.workflow.Parts.IMAGE;
import static org.quarry.workflow.Parts.flow;
import static org.quarry.workflow.Parts.instance;
import static org.quarry.workflow.Parts.problems;
import static org.quarry.workflow.Parts.small;
import static org.quarry.workflow.Samples.check;
import static org.quarry.workflow.Samples.components;
import static org.quarry.workflow.Samples.nodes;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.workflow.Flow.Source;

/** Workflows that stand as nodes in others. */
class ComponentsTest {
    @Test
    void an_instance_is_replaced_by_its_nodes() {
        Flow flow = flow(
                IMAGE,
                small(FROM_IMAGE),
                "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"part.picture\"}}");

        assertThat(flow.nodes()).containsOnlyKeys("image", "part/small", "save");
        assertThat(flow.nodes().get("part/small").sources())
                .containsEntry("picture", new Source.Outputs(List.of(new Socket("image", "picture"))));
        assertThat(flow.nodes().get("save").sources())
                .containsEntry("picture", new Source.Outputs(List.of(new Socket("part/small", "picture"))));
    }

    @Test
    void what_stands_inside_is_the_default_of_the_component_s_input() {
        assertThat(flow(IMAGE, small(FROM_IMAGE)).nodes().get("part/small").sources())
                .containsEntry("height", new Source.Constant(Json.of(64)));
    }

    @Test
    void a_value_at_the_instance_replaces_the_default() {
        assertThat(flow(IMAGE, small(FROM_IMAGE + ", \"height\": 128"))
                        .nodes()
                        .get("part/small")
                        .sources())
                .containsEntry("height", new Source.Constant(Json.of(128)));
    }

    @Test
    void two_instances_do_not_share_anything() {
        Flow flow = flow(
                IMAGE,
                instance("a", "me:small@1", "small.json", FROM_IMAGE + ", \"height\": 8"),
                instance("b", "me:small@1", "small.json", ", \"picture\": {\"from\": \"a.picture\"}"));

        assertThat(flow.nodes()).containsOnlyKeys("image", "a/small", "b/small");
        assertThat(flow.nodes().get("b/small").sources())
                .containsEntry("picture", new Source.Outputs(List.of(new Socket("a/small", "picture"))))
                .containsEntry("height", new Source.Constant(Json.of(64)));
    }

    @Test
    void components_hold_components() {
        Flow flow = flow(
                IMAGE,
                instance("big", "me:outer@1", "outer.json", ", \"image\": {\"from\": \"image.picture\"}, \"size\": 32"),
                "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"big.image\"}}");

        assertThat(flow.nodes()).containsOnlyKeys("image", "big/part/small", "save");
        assertThat(flow.nodes().get("big/part/small").sources())
                .containsEntry("height", new Source.Constant(Json.of(32)));
        assertThat(flow.nodes().get("save").sources())
                .containsEntry("picture", new Source.Outputs(List.of(new Socket("big/part/small", "picture"))));
    }

    @Test
    void one_input_may_feed_several_inner_inputs() {
        String twice = """
            {"quarry": 1,
             "component": {"type": "me:twice@1", "inputs": {"picture": ["a.picture", "b.picture"]}, "outputs": {}},
             "nodes": {"a": {"type": "quarry:resize@1"}, "b": {"type": "quarry:resize@1"}}}\
            """;
        Checked checked = check(
                nodes(IMAGE, instance("t", "me:twice@1", "twice.json", FROM_IMAGE)), components("twice.json", twice));

        assertThat(checked.flow().orElseThrow().nodes()).containsKeys("t/a", "t/b");
    }

    @Test
    void per_step_wires_pass_through() {
        String sum = """
            {"quarry": 1,
             "component": {"type": "me:sum@1", "inputs": {"a": ["sum.a"]}, "outputs": {"sum": "sum.sum"}},
             "nodes": {"sum": {"type": "quarry:add@1"}}}\
            """;
        Checked checked = check(
                nodes(
                        "\"m\": {\"type\": \"quarry:load-model@1\", \"model\": \"dream\"}",
                        "\"noise\": {\"type\": \"quarry:noise@1\", \"unet\": {\"from\": \"m.unet\"}}",
                        "\"step\": {\"type\": \"quarry:step@1\"}",
                        instance("part", "me:sum@1", "sum.json", ", \"a\": {\"from\": \"step.sample\"}"),
                        "\"d\": {\"type\": \"quarry:denoise@1\", \"prediction\": {\"from\": \"part.sum\"}, \"noise\":"
                                + " {\"from\": \"noise.noise\"}}"),
                components("sum.json", sum));

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.flow().orElseThrow().nodes().get("part/sum").perStep())
                .isTrue();
        assertThat(checked.wires().get(new Socket("part", "sum")).perStep()).isTrue();
    }

    @Test
    void the_outputs_of_an_instance_are_known_like_a_node_s() {
        Checked checked = check(nodes(IMAGE, small(FROM_IMAGE + ", \"height\": 16")), FILES);

        assertThat(checked.wires().get(new Socket("part", "picture")).shape()).isEqualTo("16,512");
    }

    @Test
    void the_hash_it_was_linked_with_is_no_problem() {
        assertThat(problems(
                        FILES,
                        IMAGE,
                        small(FROM_IMAGE).replace("\"small.json\"", "\"small.json\", \"hash\": \"sha256:small.json\"")))
                .isEmpty();
    }

    @Test
    void the_nodes_inside_are_carried_forward_too() {
        String old = """
            {"quarry": 1, "component": {"type": "me:old@1", "inputs": {"in": ["a.image"]}, "outputs": {"out": "a.image"}},
             "nodes": {"a": {"type": "quarry:old@1", "percent": 30}}}\
            """;
        Checked checked = check(
                nodes(IMAGE, instance("x", "me:old@1", "old.json", ", \"in\": {\"from\": \"image.picture\"}")),
                components("old.json", old));

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.wires()).containsKey(new Socket("x", "out"));
    }

    @Test
    void a_muted_instance_stays_closed_even_if_its_file_is_gone() {
        assertThat(problems(FILES, IMAGE, instance("part", "me:gone@1", "gone.json", ", \"switch\": \"muted\"")))
                .isEmpty();
    }
}
