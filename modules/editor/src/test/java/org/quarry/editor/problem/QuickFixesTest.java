package org.quarry.editor.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.node.model.ModelDescription;
import org.quarry.workflow.Check;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.PlacedNode.Mode;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Socket;
import org.quarry.workflow.WireProblem;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;
import org.quarry.workflow.json.WorkflowReader;

/** Each fix is applied to a broken text-to-image, and a check must find the problem gone. */
class QuickFixesTest {
    private static final Map<String, Integer> SIZES =
            Map.of("channels", 4, "factor", 4, "textWidth", 64, "textLength", 16, "side", 128);

    private final NodeCatalog catalog = NodeCatalog.discover(List.of(getClass().getClassLoader()));
    private final KnownModels models = KnownModels.of(List.of(model("pocket", "pocket"), model("large", "sdxl")));

    @TempDir
    Path folder;

    private static ModelDescription model(String name, String family) {
        return new ModelDescription(name, family, Path.of(name), List.of("unet"), List.of(), "float32", 1, SIZES);
    }

    private static Workflow plain() {
        try {
            return WorkflowReader.read(Path.of("../../workflows/text-to-image.json"))
                    .workflow();
        } catch (IOException | JsonException e) {
            throw new AssertionError(e);
        }
    }

    private Checked check(Workflow workflow) {
        return new Check(catalog, models, new ComponentFiles(folder)).check(workflow);
    }

    /** The names of the fixes of the first problem of a code; each one, applied, must mend it. */
    private List<String> fixes(Workflow broken, String code) {
        Checked checked = check(broken);
        Problem problem = checked.problems().stream()
                .filter(found -> found.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " in " + checked.problems()));
        List<QuickFix> fixes =
                new QuickFixes(new Ground(checked, catalog, models, new ComponentFiles(folder))).of(problem);
        for (QuickFix fix : fixes) {
            assertThat(check(fix.change().apply(broken)).problems())
                    .as(fix.name())
                    .noneMatch(left -> left.code().equals(code)
                            && left.severity() == problem.severity()
                            && left.node().equals(problem.node())
                            && left.input().equals(problem.input()));
        }
        return fixes.stream().map(QuickFix::name).toList();
    }

    private static Workflow set(String at, Json value) {
        return plain().with(Socket.parse(at), new Input.Value(value));
    }

    private static Workflow link(String at, String... from) {
        return link(plain(), at, from);
    }

    private static Workflow link(Workflow workflow, String at, String... from) {
        return workflow.with(
                Socket.parse(at),
                new Input.Wires(List.of(from).stream().map(Socket::parse).toList()));
    }

    private static Workflow cleared(String at) {
        return Repairs.cleared(Socket.parse(at)).apply(plain());
    }

    private static Workflow changed(String node, UnaryOperator<PlacedNode> change) {
        return plain().with(node, change.apply(plain().nodes().get(node)));
    }

    private static Workflow typed(String node, String type) {
        return changed(node, placed -> Repairs.typed(placed, NodeType.parse(type)));
    }

    @Test
    void the_workflow_to_be_broken_is_whole() {
        assertThat(check(plain()).problems()).isEmpty();
    }

    @Test
    void a_missing_input_is_linked_to_the_only_output_that_fits() {
        assertThat(fixes(cleared("decode.vae"), "missing-input"))
                .containsExactly("Link 'model.vae', the only output that fits");
    }

    @Test
    void of_several_outputs_that_fit_each_is_offered_and_the_nearest_is_first() {
        assertThat(fixes(cleared("guided.conditional"), "missing-input"))
                .containsExactly("Link 'unet-prompt.prediction'", "Link 'unet-negative.prediction'");
    }

    @Test
    void where_nothing_fits_a_node_that_gives_it_is_added() {
        assertThat(fixes(Repairs.cleared(Socket.parse("denoise.schedule")).apply(without("schedule")), "missing-input"))
                .containsExactly("Add 'Scheduler' and link it");
    }

    private static Workflow without(String node) {
        return Repairs.withoutNode(node).apply(plain());
    }

    @Test
    void removing_a_node_leaves_no_wire_behind() {
        Workflow left = without("model");

        assertThat(check(left).problems()).extracting(Problem::code).containsOnly("missing-input");
        assertThat(left.layout().places()).doesNotContainKey("model");
    }

    @Test
    void a_number_outside_its_range_is_set_to_the_nearest_within() {
        assertThat(fixes(set("schedule.steps", Json.of(0)), "out-of-range")).startsWith("Set steps to 1");
        assertThat(fixes(set("guided.scale", Json.of(-3)), "out-of-range")).startsWith("Set scale to 0");
    }

    @Test
    void a_number_written_as_a_text_is_read() {
        assertThat(fixes(set("schedule.steps", Json.of("25")), "wrong-value")).startsWith("Set steps to 25");
        assertThat(fixes(set("schedule.steps", Json.of(25.4)), "wrong-value")).startsWith("Set steps to 25");
    }

    @Test
    void a_choice_that_is_none_is_replaced_by_the_one_that_was_meant() {
        assertThat(fixes(set("denoise.sampler", Json.of("eulr")), "unknown-choice"))
                .startsWith("Set sampler to 'euler'")
                .contains("Set sampler to 'heun'");
    }

    @Test
    void a_model_that_is_missing_is_replaced_by_one_that_is_there() {
        assertThat(fixes(set("model.model", Json.of("pockett")), "missing-model"))
                .startsWith("Set model to 'pocket'");
    }

    @Test
    void a_value_where_only_wires_may_end_is_replaced_by_a_wire() {
        assertThat(fixes(set("decode.vae", Json.of(3)), "not-a-parameter"))
                .containsExactly("Link 'model.vae', the only output that fits");
    }

    @Test
    void a_size_that_does_not_divide_is_rounded_or_taken_from_the_model() {
        assertThat(fixes(set("noise.width", Json.of(91)), "wrong-size"))
                .containsExactly("Set 'noise.width' to 92", "Set 'noise.width' to 128, the model's own size");
    }

    @Test
    void latents_of_different_sizes_are_made_alike_where_the_size_is_set() {
        Workflow two = plain().with("other", plain().nodes().get("noise"))
                .with(Socket.parse("other.width"), new Input.Value(Json.of(256)))
                .with("compare", PlacedNode.of(NodeType.parse("quarry:compare-latents@1")));
        Workflow broken = link(link(two, "compare.latent", "noise.noise"), "compare.original", "other.noise");

        assertThat(fixes(broken, "wrong-shape"))
                .contains("Set 'other.width' to 128", "Set 'noise.width' to 256")
                .endsWith("Remove the wire from 'other.noise'");
    }

    @Test
    void parts_of_two_models_are_taken_from_one() {
        Workflow two = plain().with("model-2", PlacedNode.of(NodeType.parse("quarry:load-model@1")))
                .with(Socket.parse("model-2.model"), new Input.Value(Json.of("large")));
        Workflow broken = link(two, "decode.vae", "model-2.vae");

        assertThat(fixes(broken, "wrong-kind"))
                .contains("Set 'model-2.model' to 'pocket'", "Link 'model.vae', the only output that fits");
    }

    @Test
    void between_a_latent_and_a_picture_a_decoder_is_inserted() {
        assertThat(fixes(link("save.pictures", "denoise.latent"), "wrong-type"))
                .contains("Insert 'VAE decode' between", "Link 'decode.pictures', the only output that fits")
                .endsWith("Remove the wire from 'denoise.latent'");
    }

    @Test
    void a_wire_from_an_output_that_is_not_there_gets_the_one_that_was_meant() {
        assertThat(fixes(link("decode.latent", "denoise.latnt"), "unknown-output"))
                .startsWith("Link 'denoise.latent'");
        assertThat(fixes(link("decode.latent", "denois.latent"), "link-to-nothing"))
                .startsWith("Link 'denoise.latent'");
    }

    @Test
    void an_unknown_input_is_renamed_or_deleted() {
        assertThat(fixes(set("denoise.etta", Json.of(0)), "unknown-input"))
                .containsExactly("Rename it to 'eta'", "Delete the input 'etta'");
    }

    @Test
    void of_several_wires_each_can_be_the_one_that_stays() {
        assertThat(fixes(link("decode.latent", "denoise.latent", "noise.noise"), "too-many-wires"))
                .containsExactly("Keep only 'denoise.latent'", "Keep only 'noise.noise'");
    }

    @Test
    void a_circle_is_cut_at_any_of_its_wires() {
        Workflow broken = link("noise.seed", "denoise.latent");

        assertThat(fixes(broken, "cycle"))
                .containsExactlyInAnyOrder(
                        "Remove the wire from 'denoise' to 'noise'", "Remove the wire from 'noise' to 'denoise'");
    }

    @Test
    void a_per_step_value_where_one_is_wanted_can_be_unlinked() {
        assertThat(fixes(link("decode.latent", "guided.guided"), "wrong-kind"))
                .contains("Remove the wire from 'guided.guided'");
        assertThat(fixes(link("denoise.noise", "step.sample", plain()), "per-step-into-once"))
                .contains("Link 'noise.noise', the only output that fits");
    }

    private static Workflow link(String at, String from, Workflow base) {
        return link(base.with("step", PlacedNode.of(NodeType.parse("quarry:current-step@1"))), at, from);
    }

    @Test
    void an_unknown_node_is_replaced_by_the_one_that_was_meant_or_left_out() {
        assertThat(fixes(typed("denoise", "quarry:denoize@1"), "unknown-node"))
                .containsExactly("Replace it by 'quarry:denoise'", "Mute 'denoise'", "Remove 'denoise'");
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
