package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quarry.workflow.Samples.check;
import static org.quarry.workflow.Samples.flow;
import static org.quarry.workflow.Samples.nodes;
import static org.quarry.workflow.Samples.problems;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.workflow.Flow.Source;
import org.quarry.workflow.Problem.Severity;

/** Where values change at every step, and where they may not. */
class PerStepTest {
    private static final String MODEL = "\"m\": {\"type\": \"quarry:load-model@1\", \"model\": \"dream\"}";
    private static final String NOISE = "\"noise\": {\"type\": \"quarry:noise@1\", \"unet\": {\"from\": \"m.unet\"}}";
    private static final String STEP = "\"step\": {\"type\": \"quarry:step@1\"}";

    private static String denoise(String name, String prediction, String noise) {
        return "\"" + name + "\": {\"type\": \"quarry:denoise@1\", \"prediction\": {\"from\": \"" + prediction
                + "\"}, \"noise\": {\"from\": \"" + noise + "\"}}";
    }

    private static String add(String name, String a) {
        return "\"" + name + "\": {\"type\": \"quarry:add@1\", \"a\": {\"from\": \"" + a + "\"}}";
    }

    @Test
    void any_node_becomes_per_step_by_what_it_receives() {
        Flow flow = flow(
                nodes(MODEL, NOISE, STEP, add("sum", "step.sample"), denoise("denoise", "sum.sum", "noise.noise")));

        assertThat(flow.nodes().get("sum").perStep()).isTrue();
        assertThat(flow.nodes().get("denoise").perStep()).isFalse();
    }

    @Test
    void a_parameter_may_follow_the_step() {
        Flow flow = flow(nodes(
                MODEL,
                NOISE,
                STEP,
                "\"sum\": {\"type\": \"quarry:constant@1\", \"factor\": {\"from\": \"step.progress\"}}",
                denoise("denoise", "sum.sum", "noise.noise")));

        assertThat(flow.nodes().get("sum").perStep()).isTrue();
    }

    @Test
    void one_wire_may_feed_several_drivers() {
        assertThat(problems(
                        MODEL,
                        NOISE,
                        STEP,
                        add("sum", "step.sample"),
                        denoise("first", "sum.sum", "noise.noise"),
                        denoise("second", "sum.sum", "first.latent")))
                .isEmpty();
    }

    @Test
    void a_value_for_the_whole_run_may_feed_a_driver_as_a_constant() {
        NodeDescriptor driver = Nodes.node(
                "test:driver",
                List.of(new InputPort(
                        "in",
                        new ValueType("double"),
                        InputPort.Arity.ONE,
                        InputPort.Demand.PER_STEP,
                        "",
                        "",
                        "In",
                        java.util.Optional.empty())),
                List.of());
        Checked checked = new Check(
                        NodeCatalog.of(
                                List.of(Nodes.source("double"), driver),
                                getClass().getClassLoader()),
                        KnownModels.UNKNOWN,
                        Components.NONE)
                .check(nodes(
                        "\"a\": {\"type\": \"test:source@1\"}",
                        "\"d\": {\"type\": \"test:driver@1\", \"in\": {\"from\": \"a.out\"}}"));

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.flow().orElseThrow().nodes().get("d").sources())
                .containsEntry("in", new Source.Outputs(List.of(new Socket("a", "out"))));
    }

    @Test
    void an_ordinary_input_of_a_driver_refuses_a_per_step_wire() {
        assertThat(problems(MODEL, NOISE, STEP, add("sum", "step.sample"), denoise("denoise", "sum.sum", "sum.sum")))
                .containsExactly(
                        "node 'denoise', input 'noise': 'sum.sum' changes at every denoising step, wanted one value"
                                + " for the whole run; link it to input 'prediction', which follows the steps, or link a"
                                + " value here that does not");
    }

    @Test
    void a_node_that_writes_refuses_a_per_step_wire() {
        assertThat(problems(
                        MODEL,
                        "\"sum\": {\"type\": \"quarry:decode@1\", \"vae\": {\"from\": \"m.vae\"}, \"latent\":"
                                + " {\"from\": \"step.sample\"}}",
                        STEP,
                        "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"sum.picture\"}}"))
                .containsExactly(
                        "node 'save', input 'picture': 'sum.picture' changes at every denoising step, wanted one value"
                                + " for the whole run; link the output of the driver that evaluates it, such as a Denoise"
                                + " node");
    }

    @Test
    void a_node_that_shows_refuses_a_per_step_wire() {
        assertThat(problems(STEP, "\"show\": {\"type\": \"quarry:preview@1\", \"value\": {\"from\": \"step.sample\"}}"))
                .containsExactly(
                        "node 'show', input 'value': 'step.sample' changes at every denoising step, wanted one value"
                                + " for the whole run; link the output of the driver that evaluates it, such as a Denoise"
                                + " node");
    }

    @Test
    void a_per_step_node_without_a_driver_cannot_run() {
        assertThat(problems(STEP, add("sum", "step.sample")))
                .containsExactly(
                        "node 'sum': its value depends on the denoising step, but no driver evaluates it, so nothing"
                                + " can run it; link it to a per-step input, such as the prediction of a Denoise node");
    }

    @Test
    void a_per_step_node_beside_a_run_is_left_out_with_a_warning() {
        Checked checked = check(nodes(
                STEP,
                add("sum", "step.sample"),
                "\"image\": {\"type\": \"quarry:load-image@1\"}",
                "\"save\": {\"type\": \"quarry:save-image@1\", \"picture\": {\"from\": \"image.picture\"}}"));

        assertThat(checked.problems()).extracting(Problem::severity).containsExactly(Severity.WARNING);
        assertThat(Samples.messages(checked).get(0)).contains("'sum'").contains("so it is left out;");
        assertThat(checked.flow().orElseThrow().nodes()).containsOnlyKeys("image", "save");
    }

    @Test
    void a_step_that_feeds_a_driver_and_a_dead_end_is_evaluated_by_the_driver() {
        Checked checked = check(nodes(
                MODEL,
                NOISE,
                STEP,
                add("sum", "step.sample"),
                add("dead", "step.sample"),
                denoise("denoise", "sum.sum", "noise.noise"),
                "\"show\": {\"type\": \"quarry:preview@1\", \"value\": {\"from\": \"denoise.latent\"}}"));

        assertThat(checked.problems()).extracting(Problem::node).containsExactly("dead");
        assertThat(checked.flow().orElseThrow().nodes())
                .containsKeys("step", "sum")
                .doesNotContainKey("dead");
    }

    @Test
    void each_wire_knows_whether_it_follows_the_step() {
        Checked checked = check(
                nodes(MODEL, NOISE, STEP, add("sum", "step.sample"), denoise("denoise", "sum.sum", "noise.noise")));

        assertThat(checked.wires().get(new Socket("sum", "sum")).perStep()).isTrue();
        assertThat(checked.wires().get(new Socket("denoise", "latent")).perStep())
                .isFalse();
    }
}
