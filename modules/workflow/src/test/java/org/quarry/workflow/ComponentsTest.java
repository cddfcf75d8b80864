package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Samples.check;
import static org.quarry.workflow.Samples.components;
import static org.quarry.workflow.Samples.messages;
import static org.quarry.workflow.Samples.nodes;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.workflow.Flow.Source;
import org.quarry.workflow.Problem.Severity;

/** Workflows that stand as nodes in others. */
class ComponentsTest {
    private static final String IMAGE = "\"image\": {\"type\": \"quarry:load-image@1\"}";

    /** in.picture → small (resize, height 64) → out */
    private static final String SMALL = """
            {"quarry": 1,
             "component": {"type": "me:small@1", "inputs": {"picture": ["small.picture"], "height": ["small.height"]},
                           "outputs": {"picture": "small.picture"}},
             "nodes": {"small": {"type": "quarry:resize@1", "height": 64}}}""";

    /** A component around the other: picture → part (small) → out */
    private static final String OUTER = """
            {"quarry": 1,
             "component": {"type": "me:outer@1", "inputs": {"image": ["part.picture"], "size": ["part.height"]},
                           "outputs": {"image": "part.picture"}},
             "nodes": {"part": {"type": "me:small@1", "import": {"file": "small.json"}}}}""";

    private static final Components FILES = components("small.json", SMALL, "outer.json", OUTER);

    private static String instance(String name, String type, String file, String inputs) {
        return "\"" + name + "\": {\"type\": \"" + type + "\", \"import\": {\"file\": \"" + file + "\"}" + inputs + "}";
    }

    private static String small(String inputs) {
        return instance("part", "me:small@1", "small.json", inputs);
    }

    private static Flow flow(String... nodes) {
        Checked checked = check(nodes(nodes), FILES);
        return checked.flow()
                .orElseThrow(() -> new AssertionError(messages(checked).toString()));
    }

    private static List<String> problems(Components files, String... nodes) {
        return messages(check(nodes(nodes), files));
    }

    private static final String FROM_IMAGE = ", \"picture\": {\"from\": \"image.picture\"}";

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
                 "nodes": {"a": {"type": "quarry:resize@1"}, "b": {"type": "quarry:resize@1"}}}""";
        Checked checked = check(
                nodes(IMAGE, instance("t", "me:twice@1", "twice.json", FROM_IMAGE)), components("twice.json", twice));

        assertThat(checked.flow().orElseThrow().nodes()).containsKeys("t/a", "t/b");
    }

    @Test
    void per_step_wires_pass_through() {
        String sum = """
                {"quarry": 1,
                 "component": {"type": "me:sum@1", "inputs": {"a": ["sum.a"]}, "outputs": {"sum": "sum.sum"}},
                 "nodes": {"sum": {"type": "quarry:add@1"}}}""";
        Checked checked = check(
                nodes(
                        "\"m\": {\"type\": \"quarry:load-model@1\", \"model\": \"dream\"}",
                        "\"noise\": {\"type\": \"quarry:noise@1\", \"unet\": {\"from\": \"m.unet\"}}",
                        "\"step\": {\"type\": \"quarry:step@1\"}",
                        instance("part", "me:sum@1", "sum.json", ", \"a\": {\"from\": \"step.sample\"}"),
                        "\"d\": {\"type\": \"quarry:denoise@1\", \"prediction\": {\"from\": \"part.sum\"}, \"noise\": {\"from\": \"noise.noise\"}}"),
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
    void an_input_that_must_be_linked_is_missed_at_the_instance() {
        assertThat(problems(FILES, small("")))
                .containsExactly("node 'part', input 'picture': nothing is linked; wanted a Picture; "
                        + "link an output that gives one");
    }

    @Test
    void a_wrong_value_is_named_at_the_instance_also_from_deep_inside() {
        assertThat(problems(
                        FILES,
                        IMAGE,
                        instance(
                                "big",
                                "me:outer@1",
                                "outer.json",
                                ", \"image\": {\"from\": \"image.picture\"}, \"size\": 0")))
                .containsExactly("node 'big', input 'size': found 0, wanted a number of at least 1");
    }

    @Test
    void a_mistake_inside_is_named_with_its_instance() {
        String broken = SMALL.replace("\"height\": 64", "\"width\": 5000");

        assertThat(problems(components("small.json", broken), IMAGE, small(FROM_IMAGE)))
                .containsExactly("node 'part/small', input 'width': found 5000, wanted a number of at most 4096");
    }

    @Test
    void an_input_that_the_component_does_not_declare_is_suggested() {
        assertThat(problems(FILES, IMAGE, small(FROM_IMAGE + ", \"heigth\": 5")))
                .containsExactly(
                        "node 'part', input 'heigth': the node has no input of this name; did you mean 'height'?");
    }

    @Test
    void an_output_that_the_component_does_not_declare_is_suggested() {
        assertThat(problems(
                        FILES,
                        IMAGE,
                        small(FROM_IMAGE),
                        "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"part.pictures\"}}"))
                .containsExactly(
                        "node 'save', input 'picture': linked from 'part.pictures', but node 'part' has no output "
                                + "'pictures'; did you mean 'picture'?");
    }

    @Test
    void a_missing_file_says_why() {
        assertThat(problems(FILES, instance("part", "me:gone@1", "gone.json", "")))
                .containsExactly("node 'part': its component 'gone.json' cannot be read: there is no file gone.json");
    }

    @Test
    void a_workflow_that_was_never_saved_has_no_components() {
        assertThat(problems(Components.NONE, small("")))
                .containsExactly("node 'part': its component 'small.json' cannot be read: "
                        + "the workflow has no folder to look in; save it first");
    }

    @Test
    void a_workflow_without_ports_is_no_component() {
        assertThat(problems(
                        components("plain.json", "{\"quarry\": 1}"), instance("part", "me:plain@1", "plain.json", "")))
                .containsExactly("node 'part': 'plain.json' declares no ports, so it cannot stand here as a node; "
                        + "add a \"component\" member to it that names its inputs and outputs");
    }

    @Test
    void another_component_in_the_file_is_refused() {
        assertThat(problems(FILES, IMAGE, instance("part", "me:large@1", "small.json", FROM_IMAGE)))
                .containsExactly("node 'part': 'small.json' holds me:small@1, the node was made for me:large@1; "
                        + "link the file of me:large");
    }

    @Test
    void another_version_of_the_component_is_a_warning_that_says_how_to_accept_it() {
        Checked checked = check(nodes(IMAGE, instance("part", "me:small@2", "small.json", FROM_IMAGE)), FILES);

        assertThat(checked.failed()).isFalse();
        assertThat(messages(checked))
                .containsExactly("node 'part': 'small.json' holds me:small@1, the node was made for me:small@2; "
                        + "look at what changed, then write \"type\": \"me:small@1\" to accept it");
    }

    @Test
    void a_changed_file_is_a_warning_that_says_how_to_accept_it() {
        Checked checked = check(
                nodes(IMAGE, small(FROM_IMAGE).replace("\"small.json\"", "\"small.json\", \"hash\": \"sha256:old\"")),
                FILES);

        assertThat(checked.problems()).extracting(Problem::severity).containsExactly(Severity.WARNING);
        assertThat(messages(checked))
                .containsExactly("node 'part': 'small.json' has changed since it was linked; look at what changed, "
                        + "then write \"hash\": \"sha256:small.json\" to accept it");
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
    void a_component_that_contains_itself_is_refused() {
        String self = """
                {"quarry": 1, "component": {"type": "me:self@1"},
                 "nodes": {"again": {"type": "me:self@1", "import": {"file": "self.json"}}}}""";

        assertThat(problems(components("self.json", self), instance("a", "me:self@1", "self.json", "")))
                .containsExactly(
                        "node 'a/again': the component contains itself, self.json → self.json; remove this node");
    }

    @Test
    void components_that_contain_each_other_are_refused() {
        String a = """
                {"quarry": 1, "component": {"type": "me:a@1"},
                 "nodes": {"b": {"type": "me:b@1", "import": {"file": "b.json"}}}}""";
        String b = """
                {"quarry": 1, "component": {"type": "me:b@1"},
                 "nodes": {"a": {"type": "me:a@1", "import": {"file": "a.json"}}}}""";

        assertThat(problems(components("a.json", a, "b.json", b), instance("x", "me:a@1", "a.json", "")))
                .containsExactly(
                        "node 'x/b/a': the component contains itself, a.json → b.json → a.json; remove this node");
    }

    @Test
    void components_that_multiply_beyond_measure_are_refused() {
        StringBuilder inner = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            inner.append(i == 0 ? "" : ",").append("\"n").append(i).append("\": {\"type\": \"quarry:sheet@1\"}");
        }
        String many = "{\"quarry\": 1, \"component\": {\"type\": \"me:many@1\"}, \"nodes\": {" + inner + "}}";
        String more = many.replace("me:many", "me:more")
                .replace(
                        "{\"type\": \"quarry:sheet@1\"}",
                        "{\"type\": \"me:many@1\", \"import\": {\"file\": \"many.json\"}}");

        List<String> found =
                problems(components("many.json", many, "more.json", more), instance("x", "me:more@1", "more.json", ""));

        assertThat(found).hasSize(1);
        assertThat(found.get(0))
                .endsWith("with its components the workflow has more than 100000 nodes; "
                        + "remove instances of components that contain many others");
    }

    @Test
    void a_port_that_leads_to_nothing_is_named_with_its_file() {
        String broken = SMALL.replace("\"small.height\"", "\"large.height\"");

        assertThat(problems(components("small.json", broken), IMAGE, small(FROM_IMAGE)))
                .containsExactly("node 'part': port 'height' of its component 'small.json' leads to 'large.height', "
                        + "which is not there; mend the \"component\" member of that file");
    }

    @Test
    void a_port_that_leads_to_no_port_is_named_with_its_file() {
        String broken = SMALL.replace("\"small.height\"", "\"small.depth\"")
                .replace(
                        "\"outputs\": {\"picture\": \"small.picture\"}",
                        "\"outputs\": {\"picture\": \"small.pixels\"}");

        assertThat(problems(components("small.json", broken), IMAGE, small(FROM_IMAGE)))
                .containsExactly(
                        "node 'part': port 'height' of its component 'small.json' leads to 'small.depth', "
                                + "which is not there; mend the \"component\" member of that file",
                        "node 'part': port 'picture' of its component 'small.json' leads to 'small.pixels', "
                                + "which is not there; mend the \"component\" member of that file");
    }

    @Test
    void an_output_that_leads_to_nothing_is_named_with_its_file() {
        String broken = SMALL.replace(
                "\"outputs\": {\"picture\": \"small.picture\"}", "\"outputs\": {\"picture\": \"large.picture\"}");

        assertThat(problems(
                        components("small.json", broken),
                        IMAGE,
                        small(FROM_IMAGE),
                        "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"part.picture\"}}"))
                .containsExactly("node 'part': port 'picture' of its component 'small.json' leads to 'large.picture', "
                        + "which is not there; mend the \"component\" member of that file");
    }

    @Test
    void the_nodes_inside_are_carried_forward_too() {
        String old = """
                {"quarry": 1, "component": {"type": "me:old@1", "inputs": {"in": ["a.image"]}, "outputs": {"out": "a.image"}},
                 "nodes": {"a": {"type": "quarry:old@1", "percent": 30}}}""";
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

    @Test
    void a_bypassed_instance_has_nothing_to_stand_in_its_place() {
        assertThat(problems(
                        FILES,
                        IMAGE,
                        small(FROM_IMAGE + ", \"switch\": \"bypassed\""),
                        "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"part.picture\"}}"))
                .containsExactly(
                        "node 'save', input 'picture': 'part.picture' is bypassed and has no input that could stand "
                                + "in its place; mute 'part' or make it active, or link another output here");
    }
}
