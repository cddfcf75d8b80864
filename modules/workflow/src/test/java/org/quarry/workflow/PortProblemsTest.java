package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Samples.check;
import static org.quarry.workflow.Samples.nodes;
import static org.quarry.workflow.Samples.problems;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.workflow.Problem.Severity;

/** What is said of nodes, links and cycles: the whole sentence each. */
class PortProblemsTest {
    private static final String PICTURE = "\"image\": {\"type\": \"quarry:load-image@1\"}";

    @Test
    void a_workflow_without_mistakes_has_no_problems() {
        assertThat(check(Samples.textToImage()).problems()).isEmpty();
    }

    @Test
    void an_unknown_node_names_its_vendor() {
        assertThat(problems("\"a\": {\"type\": \"zeta:blur-more@1\"}"))
                .containsExactly("node 'a': no installed module brings 'zeta:blur-more'; "
                        + "install the module of 'zeta' that has it with 'quarry modules install FILE', or mute the"
                        + " node");
    }

    @Test
    void an_unknown_node_of_our_own_comes_with_a_newer_quarry() {
        assertThat(problems("\"a\": {\"type\": \"quarry:clairvoyance@1\"}"))
                .containsExactly(
                        "node 'a': no installed module brings 'quarry:clairvoyance'; update Quarry, or mute the node");
    }

    @Test
    void an_unknown_node_names_the_module_that_the_file_notes_and_the_command_that_installs_it() {
        assertThat(noted("com.zeta.nodes 2.1 from https://zeta.example/quarry"))
                .isEqualTo("node 'a': no installed module brings 'zeta:blur'; it is in com.zeta.nodes 2.1: install it"
                        + " with 'quarry modules install com.zeta.nodes --from https://zeta.example/quarry', or"
                        + " mute the node");
        assertThat(noted("com.zeta.nodes 2.1"))
                .endsWith(
                        "it is in com.zeta.nodes 2.1, whose centre is not known: install its file with 'quarry modules"
                                + " install FILE', or 'quarry modules install com.zeta.nodes --from CENTRE', or mute the"
                                + " node");
    }

    @Test
    void a_note_from_elsewhere_cannot_put_more_into_a_command_than_names() {
        assertThat(noted("com.zeta.nodes 2.1 from https://x/;rm$IFS-r"))
                .contains("'quarry modules install com.zeta.nodes --from CENTRE'");
        assertThat(noted("com.zeta`x` 2.1")).contains("'quarry modules install ID --from CENTRE'");
    }

    @Test
    void a_node_that_the_installed_version_of_its_module_lacks_asks_for_an_update() {
        Workflow workflow = nodes("\"a\": {\"type\": \"acme:new-and-shiny@1\"}")
                .withExtra("modules", Samples.json("{\"acme\": \"org.quarry.nodes.test 9\"}"));

        assertThat(Samples.messages(check(workflow)))
                .containsExactly(
                        "node 'a': no installed module brings 'acme:new-and-shiny'; org.quarry.nodes.test 0.1.0 is"
                                + " installed and the workflow was made with org.quarry.nodes.test 9: update it with"
                                + " 'quarry modules update org.quarry.nodes.test', or mute the node");
    }

    @Test
    void a_node_of_a_module_that_is_not_in_use_says_why() {
        NodeSources sources = new NodeSources(
                List.of(),
                Map.of(),
                List.of(new NodeSources.Absent(
                        List.of("zeta:blur"),
                        "com.zeta 2 is disabled; enable it with 'quarry modules enable com.zeta'")),
                List.of(),
                List.of());

        assertThat(Samples.messages(new Check(NodeCatalog.discover(sources), Samples.MODELS, Components.NONE)
                        .check(nodes("\"a\": {\"type\": \"zeta:blur@1\"}"))))
                .containsExactly("node 'a': 'zeta:blur' is not in use: com.zeta 2 is disabled; enable it with 'quarry"
                        + " modules enable com.zeta', or mute the node");
    }

    @Test
    void a_node_of_a_module_that_was_removed_here_names_it_and_where_it_came_from() {
        String node = "\"a\": {\"type\": \"zeta:blur@1\"}";

        assertThat(withoutBlur(nodes(node), "/home/me/my modules"))
                .isEqualTo(
                        "node 'a': no installed module brings 'zeta:blur'; it is in com.zeta 2: install it with 'quarry"
                                + " modules install com.zeta --from \"/home/me/my modules\"', or mute the node");
        assertThat(withoutBlur(noting(nodes(node), "com.zeta 3"), "https://zeta.example"))
                .as("what the file says of the version counts more")
                .contains("it is in com.zeta 3: install it with 'quarry modules install com.zeta --from"
                        + " https://zeta.example'");
        assertThat(withoutBlur(noting(nodes(node), "com.other 1"), "https://zeta.example"))
                .as("another module has another centre")
                .contains("it is in com.other 1, whose centre is not known");
    }

    private static String withoutBlur(Workflow workflow, String centre) {
        NodeSources sources = new NodeSources(
                List.of(),
                Map.of(),
                List.of(),
                List.of(new NodeSources.Removed(new ModuleNote("com.zeta", "2", centre), List.of("zeta:blur"))),
                List.of());
        Check check = new Check(NodeCatalog.discover(sources), Samples.MODELS, Components.NONE);
        return Samples.messages(check.check(workflow)).get(0);
    }

    private static String noted(String module) {
        return Samples.messages(check(noting(nodes("\"a\": {\"type\": \"zeta:blur@1\"}"), module)))
                .get(0);
    }

    private static Workflow noting(Workflow workflow, String module) {
        return workflow.withExtra("modules", new Json.Members(Map.of("zeta", Json.of(module))));
    }

    @Test
    void a_mistyped_node_is_suggested() {
        assertThat(problems("\"a\": {\"type\": \"quarry:denoize@1\"}"))
                .containsExactly(
                        "node 'a': no installed module brings 'quarry:denoize'; did you mean 'quarry:denoise'?");
    }

    @Test
    void an_unknown_node_that_is_muted_is_a_warning() {
        Checked checked = check(nodes(PICTURE, "\"a\": {\"type\": \"zeta:blur@1\", \"switch\": \"muted\"}"));

        assertThat(checked.problems()).extracting(Problem::severity).containsExactly(Severity.WARNING);
        assertThat(checked.failed()).isFalse();
    }

    @Test
    void a_muted_node_of_another_version_is_a_warning() {
        assertThat(check(nodes(
                                PICTURE,
                                "\"a\": {\"type\": \"quarry:old@9\", \"switch\": \"muted\"}",
                                "\"b\": {\"type\": \"acme:stubborn@1\", \"switch\": \"muted\"}"))
                        .problems())
                .extracting(Problem::severity)
                .containsExactly(Severity.WARNING, Severity.WARNING);
    }

    @Test
    void links_to_and_from_an_unknown_node_are_no_problems_of_their_own() {
        assertThat(problems(
                        PICTURE,
                        "\"a\": {\"type\": \"zeta:blur@1\", \"what\": {\"from\": \"image.picture\"}, \"much\": 5}",
                        "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"a.anything\"}}"))
                .hasSize(1);
    }

    @Test
    void an_unknown_input_is_suggested() {
        assertThat(problems(
                        PICTURE, "\"a\": {\"type\": \"quarry:sheet@1\", \"picturs\": {\"from\": \"image.picture\"}}"))
                .containsExactly(
                        "node 'a', input 'picturs': the node has no input of this name; did you mean 'pictures'?");
    }

    @Test
    void an_unknown_input_that_is_near_to_none_lists_those_there_are() {
        assertThat(problems(
                        "\"a\": {\"type\": \"quarry:noise@1\", \"zzzzzzzz\": 1, \"unet\": {\"from\": \"m.unet\"}}",
                        MODEL))
                .containsExactly("node 'a', input 'zzzzzzzz': the node has no input of this name; "
                        + "it has the inputs unet, seed, width, height");
    }

    @Test
    void an_unknown_output_is_suggested() {
        assertThat(problems(
                        PICTURE, "\"a\": {\"type\": \"quarry:sheet@1\", \"pictures\": {\"from\": \"image.pictur\"}}"))
                .containsExactly(
                        "node 'a', input 'pictures': linked from 'image.pictur', but node 'image' has no output "
                                + "'pictur'; did you mean 'picture'?");
    }

    @Test
    void an_unknown_output_of_a_node_that_has_none_says_so() {
        assertThat(problems(
                        "\"show\": {\"type\": \"quarry:preview@1\", \"value\": {\"from\": \"sheet.picture\"}}",
                        "\"sheet\": {\"type\": \"quarry:sheet@1\"}",
                        "\"a\": {\"type\": \"quarry:sheet@1\", \"pictures\": {\"from\": \"show.qqqq\"}}"))
                .containsExactly("node 'a', input 'pictures': linked from 'show.qqqq', but node 'show' has no output "
                        + "'qqqq'; it has no outputs");
    }

    @Test
    void a_link_to_nothing_is_suggested() {
        assertThat(problems(
                        PICTURE, "\"a\": {\"type\": \"quarry:sheet@1\", \"pictures\": {\"from\": \"imag.picture\"}}"))
                .containsExactly("node 'a', input 'pictures': linked from 'imag.picture', but there is no node 'imag'; "
                        + "did you mean 'image'?");
    }

    @Test
    void a_link_to_nothing_near_says_what_to_do() {
        assertThat(problems("\"a\": {\"type\": \"quarry:sheet@1\", \"pictures\": {\"from\": \"gone.picture\"}}"))
                .containsExactly("node 'a', input 'pictures': linked from 'gone.picture', but there is no node 'gone'; "
                        + "link another output, or remove the link");
    }

    @Test
    void a_missing_input_names_type_and_kind() {
        assertThat(problems(
                        "\"m\": {\"type\": \"quarry:load-model@1\"}",
                        "\"a\": {\"type\": \"quarry:decode@1\", \"vae\": {\"from\": \"m.vae\"}}"))
                .containsExactly("node 'a', input 'latent': nothing is linked; wanted a Tensor (latent); "
                        + "link an output that gives one");
    }

    @Test
    void an_input_without_a_kind_names_the_type_alone() {
        assertThat(problems("\"a\": {\"type\": \"quarry:save-image@1\"}"))
                .containsExactly(
                        "node 'a', input 'picture': nothing is linked; wanted a Picture; link an output that gives"
                                + " one");
    }

    @Test
    void an_empty_list_of_links_is_a_missing_input() {
        assertThat(problems("\"a\": {\"type\": \"quarry:save-image@1\", \"picture\": []}"))
                .hasSize(1);
    }

    @Test
    void two_links_into_one_input_are_one_too_many() {
        assertThat(problems(
                        PICTURE,
                        "\"a\": {\"type\": \"quarry:save-image@1\", \"picture\": [{\"from\":"
                                + " \"image.picture\"}, {\"from\": \"image.picture\"}]}"))
                .containsExactly("node 'a', input 'picture': found 2 links, wanted one; keep one of them");
    }

    @Test
    void a_circle_is_told_in_the_direction_of_its_wires() {
        assertThat(problems(
                        "\"a\": {\"type\": \"quarry:resize@1\", \"picture\": {\"from\": \"c.picture\"}}",
                        "\"b\": {\"type\": \"quarry:resize@1\", \"picture\": {\"from\": \"a.picture\"}}",
                        "\"c\": {\"type\": \"quarry:resize@1\", \"picture\": {\"from\": \"b.picture\"}}"))
                .containsExactly("node 'b': the wires run in a circle, b → c → a → b; remove one of them");
    }

    @Test
    void a_node_linked_to_itself_is_a_circle() {
        assertThat(problems("\"a\": {\"type\": \"quarry:resize@1\", \"picture\": {\"from\": \"a.picture\"}}"))
                .containsExactly("node 'a': the wires run in a circle, a → a; remove one of them");
    }

    @Test
    void two_circles_are_two_problems_and_what_hangs_on_them_is_none() {
        assertThat(problems(
                        "\"a\": {\"type\": \"quarry:resize@1\", \"picture\": {\"from\": \"a.picture\"}}",
                        "\"b\": {\"type\": \"quarry:resize@1\", \"picture\": {\"from\": \"b.picture\"}}",
                        "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"b.picture\"}}"))
                .hasSize(2);
    }

    @Test
    void a_diamond_is_no_circle() {
        assertThat(problems(
                        PICTURE,
                        "\"a\": {\"type\": \"quarry:resize@1\", \"picture\": {\"from\": \"image.picture\"}}",
                        "\"b\": {\"type\": \"quarry:resize@1\", \"picture\": {\"from\": \"image.picture\"}}",
                        "\"c\": {\"type\": \"quarry:sheet@1\", \"pictures\": [{\"from\": \"a.picture\"},"
                                + " {\"from\": \"b.picture\"}]}"))
                .isEmpty();
    }

    @Test
    void problems_stand_in_the_order_of_the_file() {
        assertThat(check(nodes(
                                "\"z\": {\"type\": \"quarry:save-image@1\"}",
                                "\"m\": {\"type\": \"zeta:blur@1\"}",
                                "\"a\": {\"type\": \"quarry:save-image@1\"}"))
                        .problems())
                .extracting(Problem::node)
                .containsExactly("z", "m", "a");
    }

    @Test
    void a_workflow_without_nodes_runs_nothing_and_says_so() {
        Checked checked = check(Workflow.empty(""));

        assertThat(Samples.messages(checked))
                .containsExactly("no node takes part in a run; add one, or unmute those that are muted");
        assertThat(checked.flow())
                .hasValueSatisfying(flow -> assertThat(flow.nodes()).isEmpty());
    }

    @Test
    void a_code_names_the_kind_of_problem_for_programs() {
        assertThat(new WireProblem.PerStepIntoOnce("a", "b", new Socket("c", "d"), "").code())
                .isEqualTo("per-step-into-once");
    }

    private static final String MODEL = "\"m\": {\"type\": \"quarry:load-model@1\"}";
}
