package org.quarry.nodes.unet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.node.Step;
import org.quarry.node.model.Conditioning;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort.Element;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.FakeNetwork;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** The ControlNet says the first number of its text at each of two skip connections, and its picture's first pixel in the middle. */
class ApplyControlNetTest {
    private static final String FIRST = "down_block_additional_residual.0";
    private static final String SECOND = "down_block_additional_residual.1";
    private static final String MIDDLE = "mid_block_additional_residual";

    private final TestCall call = new TestCall();
    private final Network network = FakeNetwork.named("m/controlnet")
            .input("sample", Element.FLOAT32, -1, 4, -1, -1)
            .input("timestep", Element.FLOAT32)
            .input("encoder_hidden_states", Element.FLOAT32, -1, -1, 2)
            .input("controlnet_cond", Element.FLOAT32, -1, 3, 16, 16)
            .output(FIRST, Element.FLOAT32, inputs -> first(inputs.get("encoder_hidden_states")), -1, 1)
            .output(SECOND, Element.FLOAT32, inputs -> first(inputs.get("encoder_hidden_states")), -1, 1)
            .output(MIDDLE, Element.FLOAT32, inputs -> first(inputs.get("controlnet_cond")), -1, 1);

    private static Tensor first(Tensor value) {
        int rows = value.shape().size(0);
        int row = value.shape().count() / rows;
        float[] firsts = new float[rows];
        for (int i = 0; i < rows; i++) {
            firsts[i] = (float) value.at(i * row);
        }
        return Tensor.adopt(Shape.of(rows, 1), firsts);
    }

    private static Conditioning text(double value) {
        return new Conditioning(Map.of("encoder_hidden_states", Tensor.filled(Shape.of(1, 3, 2), value)));
    }

    private static Step step(int index, int count) {
        return new Step(Tensor.filled(Shape.of(1, 4, 2, 2), 1), 500, 0.7, 0.7, index, count);
    }

    private NodeTester<ApplyControlNet.In, ApplyControlNet.Out> tester(Conditioning conditioning) {
        return NodeTester.of(new ApplyControlNet())
                .with("controlNet", network)
                .with("conditioning", conditioning)
                .with("picture", new Picture(Tensor.filled(Shape.of(3, 40, 24), 0.5)))
                .at(step(0, 4))
                .calling(call);
    }

    private static double number(Conditioning conditioning, String name) {
        return conditioning.inputs().get(name).at(0);
    }

    @Test
    void what_it_says_joins_the_conditioning_at_its_strength() {
        Conditioning steered = tester(text(10)).with("strength", 0.5).run().conditioning();

        assertThat(number(steered, FIRST)).isEqualTo(5);
        assertThat(number(steered, MIDDLE)).isEqualTo(0.25);
        assertThat(steered.inputs())
                .containsEntry("encoder_hidden_states", text(10).inputs().get("encoder_hidden_states"));
    }

    @Test
    void several_add_up() {
        Conditioning once = tester(text(10)).run().conditioning();

        Conditioning twice = tester(once).with("strength", 2.0).run().conditioning();

        assertThat(number(twice, FIRST)).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, true", "3, false"})
    void it_counts_for_the_steps_that_lie_between_start_and_end(int index, boolean counts) {
        Conditioning steered = tester(text(10))
                .with("start", 0.25)
                .with("end", 0.75)
                .at(step(index, 4))
                .run()
                .conditioning();

        assertThat(steered.inputs().containsKey(FIRST)).isEqualTo(counts);
        assertThat(call.networkRuns()).hasSize(counts ? 1 : 0);
    }

    @Test
    void at_strength_0_it_is_not_run() {
        assertThat(tester(text(10)).with("strength", 0.0).run().conditioning()).isEqualTo(text(10));
        assertThat(call.networkRuns()).isEmpty();
    }

    /** From a tenth to all in even steps of the logarithm: 10⁻¹, 10^(-1/2), 1. */
    @Test
    void when_guessing_it_counts_least_where_pictures_are_largest() {
        Conditioning steered = tester(text(10)).with("guessMode", true).run().conditioning();

        assertThat(number(steered, FIRST)).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(number(steered, SECOND)).isCloseTo(Math.sqrt(10), org.assertj.core.api.Assertions.within(1e-6));
        assertThat(number(steered, MIDDLE)).isEqualTo(0.5);
    }

    @Test
    void a_prompt_and_its_negative_are_one_batch() {
        List<ApplyControlNet.Out> outs = tester(text(10))
                .runTogetherWith(List.of(tester(text(20)), tester(text(30)).with("end", 0.1)));

        assertThat(number(outs.get(0).conditioning(), FIRST)).isEqualTo(10);
        assertThat(number(outs.get(1).conditioning(), FIRST)).isEqualTo(20);
        assertThat(outs.get(2).conditioning()).isEqualTo(text(30));
        assertThat(call.networkRuns()).hasSize(1);
    }

    /** This UNet says the sum of what is added to it. */
    @Test
    void unet_step_hands_it_to_the_network() {
        Network unet = FakeNetwork.named("m/unet")
                .input("sample", Element.FLOAT32, -1, 4, -1, -1)
                .input("timestep", Element.FLOAT32)
                .input("encoder_hidden_states", Element.FLOAT32, -1, -1, 2)
                .input(FIRST, Element.FLOAT32, -1, 1)
                .input(SECOND, Element.FLOAT32, -1, 1)
                .input(MIDDLE, Element.FLOAT32, -1, 1)
                .output(
                        "out_sample",
                        Element.FLOAT32,
                        inputs -> inputs.get("sample")
                                .plus(inputs.get("sample")
                                        .times(inputs.get(FIRST).at(0)
                                                + inputs.get(MIDDLE).at(0))),
                        -1,
                        4,
                        -1,
                        -1);

        Tensor prediction = NodeTester.of(new UnetStep())
                .with("unet", FakeModel.named("m", "sd15").network("unet", unet))
                .with("conditioning", tester(text(10)).run().conditioning())
                .at(step(0, 4))
                .calling(call)
                .run()
                .prediction();

        assertThat(prediction.at(0)).isEqualTo(1 + 10.5f);
    }
}
