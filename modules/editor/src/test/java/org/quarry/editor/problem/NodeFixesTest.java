package org.quarry.editor.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.workflow.Checked;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.PlacedNode.Mode;
import org.quarry.workflow.Problem;
import org.quarry.workflow.WireProblem;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;

/** Problems of nodes and components and what mends them. */
class NodeFixesTest extends Mending {
    @Test
    void the_workflow_to_be_broken_is_whole() {
        assertThat(check(plain()).problems()).isEmpty();
    }

    @Test
    void removing_a_node_leaves_no_wire_behind() {
        Workflow left = without("model");

        assertThat(check(left).problems()).extracting(Problem::code).containsOnly("missing-input");
        assertThat(left.layout().places()).doesNotContainKey("model");
    }

    @Test
    void an_unknown_node_is_replaced_by_the_one_that_was_meant_or_left_out() {
        assertThat(fixes(typed("denoise", "quarry:denoize@1"), "unknown-node"))
                .containsExactly("Replace it by 'quarry:denoise'", "Mute 'denoise'", "Remove 'denoise'");
    }

    @Test
    void an_unknown_node_whose_module_the_file_notes_offers_to_install_that() {
        Workflow foreign = typed("denoise", "acme:denoise@1")
                .withExtra(
                        "modules",
                        new Json.Members(Map.of("acme", Json.of("com.acme.steps 2 from https://acme.example/quarry"))));
        Checked checked = check(foreign);
        Problem unknown = checked.problems().stream()
                .filter(problem -> problem.code().equals("unknown-node"))
                .findFirst()
                .orElseThrow();

        QuickFix first = new QuickFixes(new Ground(checked, catalog, models, new ComponentFiles(folder)))
                .of(unknown)
                .get(0);

        assertThat(first.name()).isEqualTo("Install com.acme.steps 2…");
        assertThat(first.module().centre()).isEqualTo("https://acme.example/quarry");
        assertThat(first.change().apply(foreign))
                .as("the workflow stays as it is")
                .isEqualTo(foreign);
    }

    @Test
    void a_node_of_a_newer_version_can_be_taken_as_the_installed_one() {
        assertThat(fixes(typed("denoise", "quarry:denoise@99"), "newer-node"))
                .startsWith("Use the installed version 1");
    }

    @Test
    void a_per_step_node_without_a_driver_is_linked_to_one() {
        Workflow broken = cleared("denoise.prediction");

        assertThat(fixes(broken, "step-without-driver"))
                .containsExactly("Link it to 'denoise.prediction'", "Mute 'guided'", "Remove 'guided'");
    }

    @Test
    void where_all_is_muted_it_can_be_unmuted() {
        Map<String, PlacedNode> muted = new LinkedHashMap<>(plain().nodes());
        muted.replaceAll((name, node) -> node.with(Mode.MUTED));
        Workflow broken = new Workflow("", muted, Optional.empty(), plain().layout(), Map.of());

        assertThat(fixes(broken, "nothing-to-run")).containsExactly("Unmute all nodes");
    }

    @Test
    void a_bypassed_node_with_nothing_to_stand_for_it_is_made_active() {
        assertThat(fixes(changed("model", node -> node.with(Mode.BYPASSED)), "nothing-behind-bypass"))
                .startsWith("Make 'model' active");
    }

    @Test
    void a_changed_component_is_accepted() throws IOException {
        Files.copy(Path.of("src/test/resources/org/quarry/editor/problem/half.json"), folder.resolve("half.json"));
        PlacedNode instance = new PlacedNode(
                NodeType.parse("my:half@1"),
                Map.of(),
                Mode.ACTIVE,
                Optional.of(new ComponentLink("half.json", "sha256:" + "0".repeat(64), Map.of())),
                Map.of());
        Workflow broken = plain().with("half", instance);

        assertThat(fixes(broken, "changed-component")).containsExactly("Accept the changed file");
        assertThat(fixes(broken.with("half", Repairs.typed(instance, NodeType.parse("my:half@2"))), "other-component"))
                .startsWith("Accept 'my:half@1'");
        Files.delete(folder.resolve("half.json"));
        assertThat(fixes(broken, "unreadable-component")).containsExactly("Mute 'half'", "Remove 'half'");
    }

    @Test
    void a_problem_within_a_component_is_left_to_its_own_file() {
        Checked checked = check(set("schedule.steps", Json.of(0)));
        Ground ground = new Ground(checked, catalog, models, new ComponentFiles(folder));

        assertThat(new QuickFixes(ground).of(new WireProblem.MissingInput("half/inner", "latent", "a Tensor")))
                .isEmpty();
    }
}
