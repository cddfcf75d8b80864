package org.quarry.editor.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Problems of wires and what mends them. */
class WireFixesTest extends Mending {
    private static Workflow link(String at, String from, Workflow base) {
        return link(base.with("step", PlacedNode.of(NodeType.parse("quarry:current-step@1"))), at, from);
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
                .containsExactly("Add 'Scheduler' and link it", "Add 'Table schedule' and link it");
    }

    @Test
    void a_value_where_only_wires_may_end_is_replaced_by_a_wire() {
        assertThat(fixes(set("decode.vae", Json.of(3)), "not-a-parameter"))
                .containsExactly("Link 'model.vae', the only output that fits");
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
    void of_several_wires_each_can_be_the_one_that_stays() {
        assertThat(fixes(link("decode.latent", "denoise.latent", "noise.noise"), "too-many-wires"))
                .containsExactly("Keep only 'denoise.latent'", "Keep only 'noise.noise'");
    }

    @Test
    void a_circle_is_cut_at_any_of_its_wires() {
        // Without the wire to the schedule, through which there is a second circle.
        Workflow broken = Repairs.unlinked(Socket.parse("schedule.latent"), Socket.parse("noise.noise"))
                .apply(link("noise.seed", "denoise.latent"));

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
}
