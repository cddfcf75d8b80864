package org.quarry.nodes.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.node.Step;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.NetworkPort.Element;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.FakeNetwork;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Transformers in the place of a UNet. The networks here answer with what they see, or with it times the time that they are told. */
class TransformerStepTest {
    private static final Shape LATENT = Shape.of(1, 1, 2, 4);

    private final TestCall call = new TestCall();

    @Test
    void flux_reads_the_latent_as_tokens_and_its_answer_is_a_latent_again() {
        Tensor latent = Tensor.of(LATENT, 1, 2, 3, 4, 5, 6, 7, 8);

        Tensor prediction = step(flux(), fluxText(3), latent, 1000).run().prediction();

        assertThat(prediction).isEqualTo(latent);
        assertThat(call.networkRuns().get(0).inputs())
                .containsEntry("hidden_states", Tensor.of(Shape.of(1, 2, 4), 1, 2, 5, 6, 3, 4, 7, 8))
                .containsEntry("img_ids", Tensor.of(Shape.of(2, 3), 0, 0, 0, 0, 0, 1))
                .containsEntry("txt_ids", Tensor.filled(Shape.of(3, 3), 0));
    }

    @Test
    void flux_is_told_a_time_from_0_to_1_and_stable_diffusion_3_one_to_1000() {
        Tensor ones = Tensor.filled(LATENT, 1);

        assertThat(step(flux(), fluxText(3), ones, 250).run().prediction()).isEqualTo(Tensor.filled(LATENT, 0.25));
        assertThat(step(stableDiffusion3(), fluxText(3), ones, 250).run().prediction())
                .isEqualTo(Tensor.filled(LATENT, 250));
    }

    @Test
    void a_network_that_is_told_a_guidance_scale_is_told_the_usual_one_unless_the_prompt_carries_another() {
        FakeModel dev = model("flux", fluxNetwork().input("guidance", Element.FLOAT32, -1));
        Tensor latent = Tensor.filled(LATENT, 1);
        Conditioning scaled = new Conditioning(Map.of(
                "encoder_hidden_states", Tensor.filled(Shape.of(1, 3, 2), 0),
                "pooled_projections", Tensor.filled(Shape.of(1, 2), 0),
                "guidance", Tensor.of(Shape.of(1), 6)));

        step(dev, fluxText(3), latent, 0).run();
        step(dev, scaled, latent, 0).run();

        assertThat(call.networkRuns().get(0).inputs()).containsEntry("guidance", Tensor.of(Shape.of(1), 3.5f));
        assertThat(call.networkRuns().get(1).inputs()).containsEntry("guidance", Tensor.of(Shape.of(1), 6));
    }

    @Test
    void two_prompts_at_one_step_are_one_batch_with_a_time_for_each_row() {
        Tensor latent = Tensor.filled(LATENT, 1);

        step(flux(), fluxText(3), latent, 500).runTogetherWith(List.of(step(flux(), fluxText(3), latent, 500)));
        FakeModel one = flux();
        List<UnetStep.Out> both =
                step(one, fluxText(3), latent, 500).runTogetherWith(List.of(step(one, fluxText(3), latent, 500)));

        assertThat(call.networkRuns()).hasSize(3);
        assertThat(call.networkRuns().get(2).inputs())
                .containsEntry("timestep", Tensor.of(Shape.of(2), 0.5f, 0.5f))
                .containsEntry("img_ids", Tensor.of(Shape.of(2, 3), 0, 0, 0, 0, 0, 1));
        assertThat(both.get(1).prediction()).isEqualTo(Tensor.filled(LATENT, 0.5));
    }

    @Test
    void latents_that_lie_and_that_stand_have_as_many_tokens_and_are_run_one_by_one() {
        FakeModel model = flux();
        Tensor lying = Tensor.of(Shape.of(1, 1, 2, 4), 1, 2, 3, 4, 5, 6, 7, 8);
        Tensor standing = Tensor.of(Shape.of(1, 1, 4, 2), 1, 2, 3, 4, 5, 6, 7, 8);

        List<UnetStep.Out> both = step(model, fluxText(3), lying, 1000)
                .runTogetherWith(List.of(step(model, fluxText(3), standing, 1000)));

        assertThat(both.get(0).prediction()).isEqualTo(lying);
        assertThat(both.get(1).prediction()).isEqualTo(standing);
        assertThat(call.networkRuns()).hasSize(2);
    }

    @Test
    void exports_that_want_the_places_of_each_row_have_them() {
        FakeNetwork early = FakeNetwork.named("flux/transformer")
                .input("hidden_states", Element.FLOAT32, -1, -1, 4)
                .input("encoder_hidden_states", Element.FLOAT32, -1, -1, 2)
                .input("timestep", Element.FLOAT32, -1)
                .input("img_ids", Element.FLOAT32, -1, -1, 3)
                .input("txt_ids", Element.FLOAT32, -1, -1, 3)
                .output("sample", Element.FLOAT32, inputs -> inputs.get("hidden_states"), -1, -1, 4);

        step(model("flux", early), fluxText(3), Tensor.filled(Shape.of(2, 1, 2, 4), 1), 1)
                .run();

        assertThat(call.networkRuns().get(0).inputs().get("img_ids").shape()).isEqualTo(Shape.of(2, 2, 3));
        assertThat(call.networkRuns().get(0).inputs().get("txt_ids").shape()).isEqualTo(Shape.of(2, 3, 3));
    }

    @Test
    void sides_that_cannot_be_cut_into_squares_are_refused_in_pixels() {
        assertThatThrownBy(() -> step(flux(), fluxText(3), Tensor.filled(Shape.of(1, 1, 4, 5), 1), 1)
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage("the picture is 40 x 32 pixels; the network of it wants width and height that are multiples"
                        + " of 16");
    }

    @Test
    void pictures_beyond_the_places_that_a_network_knows_are_refused() {
        FakeModel three = stableDiffusion3().config("transformer", Map.of("pos_embed_max_size", 2L));

        assertThatThrownBy(() -> step(three, fluxText(3), Tensor.filled(Shape.of(1, 1, 4, 6), 1), 1)
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("the picture is 48 x 32 pixels; the network of it knows places up to 32 x 32");
    }

    @Test
    void a_prompt_that_was_encoded_for_another_family_is_refused() {
        Conditioning clip = new Conditioning(Map.of("encoder_hidden_states", Tensor.filled(Shape.of(1, 77, 768), 0)));
        Tensor latent = Tensor.filled(LATENT, 1);

        assertThatThrownBy(() -> step(flux(), clip, latent, 1).run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("found 'encoder_hidden_states' of width 768, wanted 2")
                .hasMessageContaining("encoded for another family than it, which is of flux; link a Text encoder");
        Conditioning statesOnly =
                new Conditioning(Map.of("encoder_hidden_states", Tensor.filled(Shape.of(1, 3, 2), 0)));
        assertThatThrownBy(() -> step(stableDiffusion3(), statesOnly, latent, 1).run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("found [encoder_hidden_states], wanted 'pooled_projections', too");
    }

    @Test
    void a_latent_of_another_family_is_refused() {
        assertThatThrownBy(() -> step(flux(), fluxText(3), Tensor.filled(Shape.of(1, 4, 2, 2), 1), 1)
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage(
                        "the network of it looks at 1 channels, found 4; the latent is of another family: link the Load"
                                + " model of this network to Noise source or VAE encode");
    }

    @Test
    void a_guidance_scale_for_a_network_that_is_told_none_is_refused() {
        Conditioning scaled = new Conditioning(Map.of(
                "encoder_hidden_states", Tensor.filled(Shape.of(1, 3, 2), 0),
                "pooled_projections", Tensor.filled(Shape.of(1, 2), 0),
                "guidance", Tensor.of(Shape.of(1), 6)));

        assertThatThrownBy(
                        () -> step(flux(), scaled, Tensor.filled(LATENT, 1), 1).run())
                .isInstanceOf(NodeException.class)
                .hasMessage("it carries the guidance scale of another model ('guidance'), and the network of it is not"
                        + " told one; leave out Guidance embedding");
        assertThatThrownBy(() -> step(stableDiffusion3(), scaled, Tensor.filled(LATENT, 1), 1)
                        .run())
                .hasMessageEndingWith("leave out Guidance embedding, and use CFG combine");
    }

    private NodeTester<UnetStep.In, UnetStep.Out> step(
            FakeModel model, Conditioning conditioning, Tensor sample, double timestep) {
        return NodeTester.of(new UnetStep())
                .with("unet", model)
                .with("conditioning", conditioning)
                .at(new Step(sample, timestep, 0.5, 0.5, 0, 4))
                .calling(call);
    }

    private static Conditioning fluxText(int length) {
        return new Conditioning(Map.of(
                "encoder_hidden_states", Tensor.filled(Shape.of(1, length, 2), 0),
                "pooled_projections", Tensor.filled(Shape.of(1, 2), 0)));
    }

    private static FakeModel flux() {
        return model("flux", fluxNetwork());
    }

    private static FakeNetwork fluxNetwork() {
        return FakeNetwork.named("flux/transformer")
                .input("hidden_states", Element.FLOAT32, -1, -1, 4)
                .input("encoder_hidden_states", Element.FLOAT32, -1, -1, 2)
                .input("pooled_projections", Element.FLOAT32, -1, 2)
                .input("timestep", Element.FLOAT32, -1)
                .input("img_ids", Element.FLOAT32, -1, 3)
                .input("txt_ids", Element.FLOAT32, -1, 3)
                .output("out_hidden_states", Element.FLOAT32, TransformerStepTest::timesTime, -1, -1, 4);
    }

    private static FakeModel stableDiffusion3() {
        return model(
                "sd3",
                FakeNetwork.named("sd3/transformer")
                        .input("hidden_states", Element.FLOAT32, -1, 1, -1, -1)
                        .input("encoder_hidden_states", Element.FLOAT32, -1, -1, 2)
                        .input("pooled_projections", Element.FLOAT32, -1, 2)
                        .input("timestep", Element.FLOAT32, -1)
                        .output("out_sample", Element.FLOAT32, TransformerStepTest::timesTime, -1, 1, -1, -1));
    }

    private static FakeModel model(String family, FakeNetwork transformer) {
        return FakeModel.named("it", family).network("transformer", transformer);
    }

    private static Tensor timesTime(Map<String, Tensor> inputs) {
        return inputs.get("hidden_states").times(inputs.get("timestep").at(0));
    }
}
