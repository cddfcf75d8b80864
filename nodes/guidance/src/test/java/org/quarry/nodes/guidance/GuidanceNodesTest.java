package org.quarry.nodes.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.quarry.nodes.guidance.Predictions.WITH;
import static org.quarry.nodes.guidance.Predictions.WITHOUT;
import static org.quarry.nodes.guidance.Predictions.step;
import static org.quarry.nodes.guidance.Predictions.tensor;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.diffusion.FrequencyDecoupledGuidance;
import org.quarry.diffusion.FrequencyDecoupledGuidance.Band;
import org.quarry.diffusion.GuidanceEmbedding;
import org.quarry.diffusion.MagnitudeAwareGuidance;
import org.quarry.diffusion.TangentialGuidance;
import org.quarry.diffusion.ZeroStarGuidance;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.Step;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.NetworkPort.Element;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.FakeNetwork;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.node.testing.TestLazy;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class GuidanceNodesTest {
    private final TestLazy<Tensor> conditional = TestLazy.of(WITH);
    private final TestLazy<Tensor> unconditional = TestLazy.of(WITHOUT);
    private final TestCall call = new TestCall();

    @Test
    void each_method_gives_what_its_paper_says() {
        assertThat(guiding(new ZeroStar())
                        .with("zeroSteps", 0)
                        .with("scale", 3.0)
                        .runPure()
                        .guided())
                .isEqualTo(ZeroStarGuidance.guide(WITHOUT, WITH, 3));
        assertThat(guiding(new Tangential()).with("scale", 3.0).runPure().guided())
                .isEqualTo(TangentialGuidance.guide(WITHOUT, WITH, 3));
        assertThat(guiding(new MagnitudeAware())
                        .with("scale", 3.0)
                        .with("damping", 2.0)
                        .runPure()
                        .guided())
                .isEqualTo(MagnitudeAwareGuidance.guide(WITHOUT, WITH, 3, 2));
        assertThat(guiding(new FrequencyDecoupled())
                        .with("scales", "9, 3")
                        .with("parallel", "0.5")
                        .runPure()
                        .guided())
                .isEqualTo(
                        FrequencyDecoupledGuidance.guide(WITHOUT, WITH, List.of(new Band(9, 0.5), new Band(3, 0.5))));
    }

    @Test
    void both_networks_are_asked_for_together() {
        guiding(new Tangential()).run();

        assertThat(call.demands()).containsExactly(List.of(conditional, unconditional));
    }

    @Test
    void at_scale_1_the_unconditional_network_is_not_run() {
        assertThat(guiding(new Tangential()).with("scale", 1.0).run().guided()).isEqualTo(WITH);
        assertThat(guiding(new MagnitudeAware()).with("scale", 1.0).run().guided())
                .isEqualTo(WITH);
        assertThat(guiding(new ZeroStar())
                        .with("zeroSteps", 0)
                        .with("scale", 1.0)
                        .run()
                        .guided())
                .isEqualTo(WITH);

        assertThat(unconditional.asked()).isFalse();
    }

    @Test
    void zero_steps_give_zeros_and_run_no_network() {
        NodeTester<ZeroStar.In, ZeroStar.Out> node = guiding(new ZeroStar()).with("zeroSteps", 2);

        assertThat(node.at(step(1)).run().guided()).isEqualTo(tensor(0, 0, 0, 0));
        assertThat(conditional.asked()).isFalse();
        assertThat(node.at(step(2)).run().guided()).isNotEqualTo(tensor(0, 0, 0, 0));
    }

    @Test
    void predictions_of_different_sizes_are_refused() {
        assertThatThrownBy(() -> NodeTester.of(new Tangential())
                        .with("conditional", WITH)
                        .with("unconditional", tensor(1))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage(
                        "found a prediction of shape [1, 1, 1, 1] beside one of [1, 1, 1, 4]; wanted equal shapes: let"
                                + " both UNet steps look at the same sample");
    }

    @Test
    void numbers_that_are_none_are_refused() {
        assertThatThrownBy(() -> guiding(new FrequencyDecoupled())
                        .with("scales", "10 high")
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found 'high'; wanted numbers parted by spaces, as in \"10 5\" or \"1 -0.5\"");
        assertThatThrownBy(() -> guiding(new FrequencyDecoupled())
                        .with("parallel", "1 1 1")
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found 3 numbers in '1 1 1'; wanted 2, or one that serves for all");
    }

    @Test
    void a_worse_network_is_led_away_from_and_only_run_in_its_part_of_the_run() {
        TestLazy<Tensor> perturbed = TestLazy.of(tensor(1, 1, 1, 1));
        NodeTester<PerturbedGuidance.In, PerturbedGuidance.Out> node = NodeTester.of(new PerturbedGuidance())
                .with("guided", WITHOUT)
                .with("conditional", conditional)
                .with("perturbed", perturbed)
                .with("scale", 2.0)
                .with("stop", 0.5);

        assertThat(node.at(step(0)).run().guided()).isEqualTo(WITHOUT);
        assertThat(node.at(step(5)).run().guided()).isEqualTo(WITHOUT);
        assertThat(perturbed.asked()).isFalse();
        assertThat(node.at(step(1)).runPure().guided()).isEqualTo(tensor(0, 5, 3, 0));
    }

    @Test
    void an_instruction_runs_only_the_networks_that_count() {
        TestLazy<Tensor> none = TestLazy.of(tensor(1, 1, 1, 1));
        NodeTester<InstructionGuidance.In, InstructionGuidance.Out> node = NodeTester.of(new InstructionGuidance())
                .with("instructed", conditional)
                .with("pictured", unconditional)
                .with("none", none)
                .calling(call);

        assertThat(node.with("pictureScale", 1.0)
                        .with("instructionScale", 2.0)
                        .run()
                        .guided())
                .isEqualTo(WITH.mix(2, WITHOUT, -1));
        assertThat(none.asked()).isFalse();
        assertThat(node.with("pictureScale", 3.0)
                        .with("instructionScale", 2.0)
                        .runPure()
                        .guided())
                .isEqualTo(Tensor.filled(WITH.shape(), -2).plus(WITHOUT).plus(WITH.times(2)));
        assertThat(call.demands()).contains(List.of(conditional, unconditional));
    }

    @Test
    void rescaling_by_1_gives_the_spread_of_the_conditional_prediction() {
        NodeTester<RescaleGuidance.In, RescaleGuidance.Out> node = NodeTester.of(new RescaleGuidance())
                .with("guided", WITH.times(5))
                .with("conditional", conditional);

        assertThat(node.with("strength", 0.0).run().rescaled()).isEqualTo(WITH.times(5));
        assertThat(conditional.asked()).isFalse();
        assertThat(node.with("strength", 1.0).runPure().rescaled().rootMeanSquareDifference(WITH))
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void an_interval_runs_one_side_only() {
        NodeTester<GuidanceInterval.In, GuidanceInterval.Out> node = NodeTester.of(new GuidanceInterval())
                .with("inside", conditional)
                .with("outside", unconditional)
                .with("start", 0.2)
                .with("stop", 0.4);

        assertThat(node.at(step(2)).run().prediction()).isEqualTo(WITH);
        assertThat(unconditional.asked()).isFalse();
        assertThat(node.at(step(4)).run().prediction()).isEqualTo(WITHOUT);
    }

    @Test
    void an_interval_of_noise_has_an_open_and_a_closed_end() {
        // The step's σ is 0.8 / 0.6.
        double sigma = step(0).sigma();
        NodeTester<GuidanceInterval.In, GuidanceInterval.Out> node = NodeTester.of(new GuidanceInterval())
                .with("inside", conditional)
                .with("outside", unconditional)
                .at(step(0));

        assertThat(node.with("highestSigma", sigma).run().prediction()).isEqualTo(WITH);
        assertThat(node.with("lowestSigma", sigma).run().prediction()).isEqualTo(WITHOUT);
        // Without any signal σ is infinite; the default has no limit.
        assertThat(node.at(new Step(WITH, 999, 0, 1, 0, 10)).run().prediction()).isEqualTo(WITH);
    }

    @Test
    void prompts_are_composed_by_weight() {
        NodeTester<ComposePredictions.In, ComposePredictions.Out> node = NodeTester.of(new ComposePredictions())
                .with("conditionals", List.of(WITH, tensor(0, 1, 1, 4)))
                .with("unconditional", WITHOUT)
                .with("scale", 2.0);

        assertThat(node.with("weights", "1 -0.5").runPure().guided()).isEqualTo(tensor(2, 5, 3, -4));
        assertThatThrownBy(() -> node.with("conditionals", List.of()).run())
                .isInstanceOf(NodeException.class)
                .hasMessage("there is no prediction to follow; link at least one");
    }

    @Test
    void a_distilled_network_is_told_the_scale_beside_the_prompt() {
        Conditioning prompt = new Conditioning(Map.of("encoder_hidden_states", tensor(1)));
        NodeTester<EmbedGuidance.In, EmbedGuidance.Out> node =
                NodeTester.of(new EmbedGuidance()).with("conditioning", prompt).with("scale", 7.5);

        Conditioning told = node.with(
                        "unet", FakeModel.named("lcm", "sd15").config("unet", Map.of("time_cond_proj_dim", 256L)))
                .runPure()
                .conditioning();

        assertThat(told.inputs()).containsEntry("timestep_cond", GuidanceEmbedding.of(7.5, 256));
        assertThat(told.inputs()).containsKey("encoder_hidden_states");
        assertThatThrownBy(() ->
                        node.with("unet", FakeModel.named("plain", "sd15")).run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("found model 'plain', whose network is not told a guidance scale");
    }

    @Test
    void flux_dev_is_told_the_scale_itself_and_schnell_none() {
        Conditioning prompt = new Conditioning(Map.of("encoder_hidden_states", tensor(1)));
        NodeTester<EmbedGuidance.In, EmbedGuidance.Out> node =
                NodeTester.of(new EmbedGuidance()).with("conditioning", prompt).with("scale", 3.5);

        Conditioning told = node.with(
                        "unet", FakeModel.named("dev", "flux").config("transformer", Map.of("guidance_embeds", true)))
                .runPure()
                .conditioning();

        assertThat(told.inputs()).containsEntry("guidance", Tensor.of(Shape.of(1), 3.5f));
        FakeModel schnell = FakeModel.named("schnell", "flux").config("transformer", Map.of("guidance_embeds", false));
        assertThatThrownBy(() -> node.with("unet", schnell).run())
                .isInstanceOf(NodeException.class)
                .hasMessageEndingWith("FLUX.1-schnell wants no guidance: leave this node out");
    }

    @Test
    void an_export_without_settings_shows_by_its_inputs_what_it_is_told() {
        Conditioning prompt = new Conditioning(Map.of("encoder_hidden_states", tensor(1)));
        FakeModel lcm = FakeModel.named("lcm", "sd15")
                .network("unet", FakeNetwork.named("unet").input("timestep_cond", Element.FLOAT32, -1, 256));
        FakeModel dev = FakeModel.named("dev", "flux")
                .network("transformer", FakeNetwork.named("transformer").input("guidance", Element.FLOAT32, -1));
        NodeTester<EmbedGuidance.In, EmbedGuidance.Out> node =
                NodeTester.of(new EmbedGuidance()).with("conditioning", prompt).with("scale", 7.5);

        assertThat(node.with("unet", lcm).run().conditioning().inputs())
                .containsEntry("timestep_cond", GuidanceEmbedding.of(7.5, 256));
        assertThat(node.with("unet", dev).run().conditioning().inputs())
                .containsEntry("guidance", Tensor.of(Shape.of(1), 7.5f));
    }

    private <I extends Record, O extends Record> NodeTester<I, O> guiding(NodeFunction<I, O> node) {
        return NodeTester.of(node)
                .with("conditional", conditional)
                .with("unconditional", unconditional)
                .at(step(3))
                .calling(call);
    }
}
