package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Parts.FILES;
import static org.quarry.workflow.Parts.FROM_IMAGE;
import static org.quarry.workflow.Parts.IMAGE;
import static org.quarry.workflow.Parts.SMALL;
import static org.quarry.workflow.Parts.instance;
import static org.quarry.workflow.Parts.problems;
import static org.quarry.workflow.Parts.small;
import static org.quarry.workflow.Samples.check;
import static org.quarry.workflow.Samples.components;
import static org.quarry.workflow.Samples.messages;
import static org.quarry.workflow.Samples.nodes;
import static org.quarry.workflow.Samples.read;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.workflow.Problem.Severity;

/** What is said of workflows that stand as nodes in others. */
class ComponentProblemsTest {
    @Test
    void an_input_that_must_be_linked_is_missed_at_the_instance() {
        assertThat(problems(FILES, small("")))
                .containsExactly("node 'part', input 'picture': nothing is linked; wanted a Picture; "
                        + "link an output that gives one");
    }

    @Test
    void in_a_components_own_file_its_open_ports_are_no_mistakes_but_it_does_not_run_alone() {
        Checked checked = check(read(SMALL));

        assertThat(checked.failed()).isFalse();
        assertThat(messages(checked))
                .containsExactly("this component takes picture from the workflow that uses it; to run it alone, link"
                        + " something there");
        assertThat(checked.flow()).isEmpty();
        assertThat(checked.obstacles()).isEqualTo(checked.problems());
    }

    @Test
    void other_mistakes_of_a_components_own_file_are_mistakes() {
        Checked checked = check(read(SMALL.replace("\"height\": 64", "\"width\": 5000")));

        assertThat(checked.failed()).isTrue();
        assertThat(checked.obstacles())
                .allMatch(problem -> problem.severity() == Severity.ERROR)
                .hasSize(1);
    }

    @Test
    void an_output_of_a_component_that_is_computed_at_each_step_needs_no_driver_in_its_own_file() {
        Checked checked = check(read("""
            {"quarry": 1, "component": {"type": "me:steps@1", "outputs": {"sample": "now.sample"}},
             "nodes": {"now": {"type": "quarry:step@1"}}}\
            """));

        assertThat(checked.failed()).isFalse();
        assertThat(messages(checked))
                .containsExactly(
                        "this component gives sample to the steps of the workflow that uses it; to run it alone,"
                                + " link a driver such as Denoise");
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
    void a_component_that_contains_itself_is_refused() {
        String self = """
            {"quarry": 1, "component": {"type": "me:self@1"},
             "nodes": {"again": {"type": "me:self@1", "import": {"file": "self.json"}}}}\
            """;

        assertThat(problems(components("self.json", self), instance("a", "me:self@1", "self.json", "")))
                .containsExactly(
                        "node 'a/again': the component contains itself, self.json → self.json; remove this node");
    }

    @Test
    void components_that_contain_each_other_are_refused() {
        String a = """
            {"quarry": 1, "component": {"type": "me:a@1"},
             "nodes": {"b": {"type": "me:b@1", "import": {"file": "b.json"}}}}\
            """;
        String b = """
            {"quarry": 1, "component": {"type": "me:b@1"},
             "nodes": {"a": {"type": "me:a@1", "import": {"file": "a.json"}}}}\
            """;

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
