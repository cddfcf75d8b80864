package org.quarry.editor.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Problems of parameters and sizes and what mends them. */
class ValueFixesTest extends Mending {
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
    void of_several_models_the_one_that_is_missing_is_replaced() {
        assertThat(fixes(set("model.textEncodersFrom", Json.of("large, pockett")), "missing-model"))
                .startsWith("Set textEncodersFrom to 'large, pocket'");
    }

    @Test
    void a_scale_for_a_network_that_guides_by_itself_is_set_to_1() {
        assertThat(fixes(set("model.model", Json.of("distilled")), "guided-twice"))
                .containsExactly("Set scale to 1");
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
    void an_unknown_input_is_renamed_or_deleted() {
        assertThat(fixes(set("denoise.etta", Json.of(0)), "unknown-input"))
                .containsExactly("Rename it to 'eta'", "Delete the input 'etta'");
    }
}
