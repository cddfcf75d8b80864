package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Samples.check;
import static org.quarry.workflow.Samples.messages;
import static org.quarry.workflow.Samples.nodes;
import static org.quarry.workflow.Samples.problems;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.workflow.Flow.Source;

/** Nodes that are muted or bypassed. */
class ModesTest {
    private static final String IMAGE = "\"image\": {\"type\": \"quarry:load-image@1\"}";
    private static final String SAVE =
            "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"small.picture\"}}";

    private static String resize(String name, String from, String mode) {
        return "\"" + name + "\": {\"type\": \"quarry:resize@1\", \"switch\": \"" + mode
                + "\", \"picture\": {\"from\": \"" + from + ".picture\"}}";
    }

    private static Flow flow(String... nodes) {
        Checked checked = check(nodes(nodes));
        return checked.flow()
                .orElseThrow(() -> new AssertionError(messages(checked).toString()));
    }

    private static Source source(Flow flow, String node, String input) {
        return flow.nodes().get(node).sources().get(input);
    }

    @Test
    void a_muted_node_and_all_that_needs_it_are_left_out() {
        Flow flow = flow(IMAGE, resize("small", "image", "muted"), resize("smaller", "small", "active"), SAVE);

        assertThat(flow.nodes()).containsOnlyKeys("image");
    }

    @Test
    void a_list_does_without_the_wires_of_muted_nodes() {
        Flow flow = flow(
                IMAGE,
                resize("small", "image", "muted"),
                "\"sheet\": {\"type\": \"quarry:sheet@1\", \"pictures\": [{\"from\": \"small.picture\"}, {\"from\":"
                        + " \"image.picture\"}]}");

        assertThat(source(flow, "sheet", "pictures"))
                .isEqualTo(new Source.Outputs(List.of(new Socket("image", "picture"))));
    }

    @Test
    void an_optional_input_does_without_a_muted_node() {
        Flow flow = flow(
                IMAGE,
                resize("small", "image", "muted"),
                "\"old\": {\"type\": \"quarry:old@3\", \"picture\": {\"from\": \"small.picture\"}}");

        assertThat(flow.nodes().get("old").sources()).doesNotContainKey("picture");
    }

    @Test
    void a_parameter_linked_to_a_muted_node_needs_it() {
        Flow flow = flow(
                "\"step\": {\"type\": \"quarry:step@1\", \"switch\": \"muted\"}",
                "\"a\": {\"type\": \"quarry:constant@1\", \"factor\": {\"from\": \"step.progress\"}}",
                IMAGE);

        assertThat(flow.nodes()).containsOnlyKeys("image");
    }

    @Test
    void the_mistakes_of_muted_nodes_are_not_reported() {
        assertThat(problems(
                        IMAGE,
                        "\"a\": {\"type\": \"quarry:resize@1\", \"switch\": \"muted\", \"height\": -1,"
                                + " \"nonsense\": 1}"))
                .isEmpty();
    }

    @Test
    void a_circle_through_a_muted_node_is_none() {
        assertThat(problems(IMAGE, resize("a", "b", "muted"), resize("b", "a", "active")))
                .isEmpty();
    }

    @Test
    void when_all_is_muted_nothing_runs_and_that_is_said() {
        assertThat(problems("\"image\": {\"type\": \"quarry:load-image@1\", \"switch\": \"muted\"}"))
                .containsExactly("no node takes part in a run; add one, or unmute those that are muted");
    }

    @Test
    void a_bypassed_node_passes_on_its_declared_input() {
        Flow flow = flow(IMAGE, resize("small", "image", "bypassed"), SAVE);

        assertThat(flow.nodes()).containsOnlyKeys("image", "save");
        assertThat(source(flow, "save", "picture"))
                .isEqualTo(new Source.Outputs(List.of(new Socket("image", "picture"))));
    }

    @Test
    void bypassed_nodes_in_a_row_pass_on_what_the_first_takes() {
        Flow flow = flow(
                IMAGE,
                resize("one", "image", "bypassed"),
                resize("two", "one", "bypassed"),
                resize("small", "two", "bypassed"),
                SAVE);

        assertThat(source(flow, "save", "picture"))
                .isEqualTo(new Source.Outputs(List.of(new Socket("image", "picture"))));
    }

    @Test
    void a_bypassed_node_in_a_list_is_replaced_in_its_place() {
        Flow flow = flow(
                IMAGE,
                "\"other\": {\"type\": \"quarry:load-image@1\"}",
                resize("small", "image", "bypassed"),
                "\"sheet\": {\"type\": \"quarry:sheet@1\", \"pictures\": [{\"from\": \"other.picture\"}, {\"from\":"
                        + " \"small.picture\"}, {\"from\": \"other.picture\"}]}");

        assertThat(source(flow, "sheet", "pictures"))
                .isEqualTo(new Source.Outputs(List.of(
                        new Socket("other", "picture"),
                        new Socket("image", "picture"),
                        new Socket("other", "picture"))));
    }

    @Test
    void a_bypassed_node_without_a_link_leaves_the_next_one_without() {
        assertThat(problems(
                        "\"old\": {\"type\": \"quarry:old@3\", \"switch\": \"bypassed\"}",
                        "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"old.result\"}}"))
                .containsExactly("node 'save', input 'picture': nothing is linked; wanted a Picture; "
                        + "link an output that gives one");
    }

    @Test
    void a_bypassed_parameter_passes_on_its_value() {
        NodeDescriptor twice = new NodeDescriptor(
                new NodeType("test:twice", 1),
                "Twice",
                "Test",
                "",
                org.quarry.node.Effect.NONE,
                List.of(),
                "org.test 1.0",
                "org.test.Twice",
                List.of(parameter("number", 3)),
                List.of(new OutputPort("out", new ValueType("double"), false, "", "", "", "number")),
                false,
                false);
        NodeDescriptor sink = Nodes.node("test:sink", List.of(parameter("in", 0)), List.of());
        Checked checked = new Check(
                        NodeCatalog.of(List.of(twice, sink), getClass().getClassLoader()),
                        KnownModels.UNKNOWN,
                        Components.NONE)
                .check(nodes(
                        "\"given\": {\"type\": \"test:twice@1\", \"switch\": \"bypassed\", \"number\": 5}",
                        "\"plain\": {\"type\": \"test:twice@1\", \"switch\": \"bypassed\"}",
                        "\"a\": {\"type\": \"test:sink@1\", \"in\": {\"from\": \"given.out\"}}",
                        "\"b\": {\"type\": \"test:sink@1\", \"in\": {\"from\": \"plain.out\"}}"));
        Flow flow = checked.flow().orElseThrow();

        assertThat(source(flow, "a", "in")).isEqualTo(new Source.Constant(Json.of(5)));
        assertThat(source(flow, "b", "in")).isEqualTo(new Source.Constant(Json.of(3)));
    }

    @Test
    void an_output_that_declares_no_bypass_is_a_problem_where_it_is_used() {
        assertThat(problems(
                        IMAGE,
                        "\"sheet\": {\"type\": \"quarry:sheet@1\", \"switch\": \"bypassed\", \"pictures\": {\"from\":"
                                + " \"image.picture\"}}",
                        "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"sheet.picture\"}}"))
                .containsExactly(
                        "node 'save', input 'picture': 'sheet.picture' is bypassed and has no input that could stand "
                                + "in its place; mute 'sheet' or make it active, or link another output here");
    }

    @Test
    void an_output_without_a_bypass_that_nobody_uses_is_no_problem() {
        assertThat(problems(
                        IMAGE,
                        "\"sheet\": {\"type\": \"quarry:sheet@1\", \"switch\": \"bypassed\", \"pictures\": {\"from\":"
                                + " \"image.picture\"}}",
                        resize("small", "sheet", "bypassed")))
                .isEmpty();
    }

    @Test
    void a_row_of_bypassed_nodes_that_ends_at_nothing_is_a_problem_where_it_is_used() {
        assertThat(problems(
                        IMAGE,
                        "\"sheet\": {\"type\": \"quarry:sheet@1\", \"switch\": \"bypassed\", \"pictures\": {\"from\":"
                                + " \"image.picture\"}}",
                        resize("small", "sheet", "bypassed"),
                        SAVE))
                .containsExactly(
                        "node 'save', input 'picture': 'small.picture' is bypassed and has no input that could stand "
                                + "in its place; mute 'small' or make it active, or link another output here");
    }

    @Test
    void a_bypassed_list_passes_on_all_its_wires_past_other_bypassed_nodes() {
        InputPort list = new InputPort(
                "in",
                new ValueType("T"),
                InputPort.Arity.LIST,
                InputPort.Demand.EAGER,
                "",
                "",
                "",
                java.util.Optional.empty());
        NodeDescriptor join = Nodes.node(
                "test:join", List.of(list), List.of(new OutputPort("out", new ValueType("T"), true, "", "", "", "in")));
        Checked checked = new Check(
                        NodeCatalog.of(
                                List.of(Nodes.source("T"), join), getClass().getClassLoader()),
                        KnownModels.UNKNOWN,
                        Components.NONE)
                .check(nodes(
                        "\"end\": {\"type\": \"test:join@1\", \"in\": [{\"from\": \"a.out\"}, {\"from\":"
                                + " \"outer.out\"}]}",
                        "\"outer\": {\"type\": \"test:join@1\", \"switch\": \"bypassed\", \"in\": [{\"from\":"
                                + " \"inner.out\"}, {\"from\": \"b.out\"}]}",
                        "\"inner\": {\"type\": \"test:join@1\", \"switch\": \"bypassed\", \"in\": [{\"from\":"
                                + " \"b.out\"}, {\"from\": \"a.out\"}]}",
                        "\"a\": {\"type\": \"test:source@1\"}",
                        "\"b\": {\"type\": \"test:source@1\"}"));

        assertThat(((Source.Outputs) source(checked.flow().orElseThrow(), "end", "in")).from())
                .extracting(Socket::node)
                .containsExactly("a", "b", "a", "b");
    }

    @Test
    void a_circle_of_bypassed_nodes_is_a_circle() {
        assertThat(problems(resize("a", "b", "bypassed"), resize("b", "a", "bypassed"), SAVE.replace("small", "a")))
                .contains("node 'b': the wires run in a circle, b → a → b; remove one of them");
    }

    @Test
    void what_stands_behind_a_bypass_may_be_muted() {
        Flow flow = flow(
                "\"image\": {\"type\": \"quarry:load-image@1\", \"switch\": \"muted\"}",
                "\"other\": {\"type\": \"quarry:load-image@1\"}",
                resize("small", "image", "bypassed"),
                SAVE);

        assertThat(flow.nodes()).containsOnlyKeys("other");
    }

    private static InputPort parameter(String name, double initial) {
        ParamSpec param = new ParamSpec(
                Json.of(initial),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                0,
                org.quarry.node.Param.Role.PLAIN,
                List.of());
        return new InputPort(
                name,
                new ValueType("double"),
                InputPort.Arity.ONE,
                InputPort.Demand.EAGER,
                "",
                "",
                "",
                java.util.Optional.of(param));
    }
}
