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

/** Networks that look at more than the sample. */
class ChannelConditioningTest {
    private static final Shape LATENT = Shape.of(1, 4, 2, 2);
    private static final Tensor MASK = Tensor.filled(Shape.of(1, 1, 2, 2), 1);
    private static final Tensor MASKED = Tensor.filled(LATENT, 7);

    private final TestCall call = new TestCall();

    @Test
    void an_inpainting_network_sees_sample_mask_and_masked_picture() {
        unet(9, conditioning(MASK, MASKED)).at(step(1)).run();

        Tensor seen = call.networkRuns().get(0).inputs().get("sample");
        assertThat(seen.shape()).isEqualTo(Shape.of(1, 9, 2, 2));
        assertThat(channel(seen, 3)).containsOnly(0.5f);
        assertThat(channel(seen, 4)).containsOnly(1);
        assertThat(channel(seen, 5)).containsOnly(7);
        assertThat(call.networkRuns().get(0).inputs()).containsOnlyKeys("sample", "timestep", "encoder_hidden_states");
    }

    @Test
    void the_three_predictions_of_instruct_pix2pix_are_one_batch() {
        Conditioning pictured = conditioning(MASKED);
        Conditioning none = conditioning(MASKED.times(0));

        FakeModel model = model(8);
        unet(model, pictured)
                .at(step(1))
                .runTogetherWith(List.of(
                        unet(model, pictured).at(step(1)), unet(model, none).at(step(1))));

        assertThat(call.networkRuns()).hasSize(1);
        Tensor seen = call.networkRuns().get(0).inputs().get("sample");
        assertThat(seen.shape()).isEqualTo(Shape.of(3, 8, 2, 2));
        assertThat(channel(seen.rows(2, 3), 4)).containsOnly(0);
    }

    @Test
    void one_mask_serves_a_batch() {
        unet(9, conditioning(MASK, MASKED)).at(step(2)).run();

        Tensor seen = call.networkRuns().get(0).inputs().get("sample");
        assertThat(seen.shape()).isEqualTo(Shape.of(2, 9, 2, 2));
        assertThat(channel(seen.rows(1, 2), 5)).containsOnly(7);
    }

    @Test
    void channels_add_up_along_a_chain() {
        Conditioning two = tester(conditioning(MASK), MASKED).run().conditioning();

        assertThat(two).isEqualTo(conditioning(MASK, MASKED));
    }

    @Test
    void a_network_that_wants_more_says_how_to_give_it() {
        assertThatThrownBy(() -> unet(9, text()).at(step(1)).run())
                .isInstanceOf(NodeException.class)
                .hasMessage("the network of inpainting looks at 9 channels, found 4; add 5 by Channel conditioning: 5"
                        + " are mask and masked picture, 4 a picture");
    }

    @Test
    void a_network_that_was_not_trained_for_it_says_so() {
        assertThatThrownBy(() -> unet(4, conditioning(MASK, MASKED)).at(step(1)).run())
                .isInstanceOf(NodeException.class)
                .hasMessage("the network of inpainting looks at 4 channels, found 9; it was not trained to look at more"
                        + " than a sample of its own: leave out Channel conditioning, or load a model that has 9");
    }

    @Test
    void a_mask_of_the_pictures_size_is_refused() {
        assertThatThrownBy(() -> tester(text(), Tensor.filled(Shape.of(1, 1, 16, 16), 1), MASKED)
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found shape [1, 4, 2, 2] beside [1, 1, 16, 16]; wanted [batch, channels, height, width]"
                        + " with equal heights and widths, and batches that are equal or 1: bring masks to the"
                        + " latent's size");
    }

    @Test
    void nothing_to_look_at_is_refused() {
        assertThatThrownBy(() -> NodeTester.of(new ChannelConditioning())
                        .with("conditioning", text())
                        .with("channels", List.of())
                        .run())
                .hasMessage("there is none; link what the network was trained to look at");
    }

    private static Conditioning conditioning(Tensor... channels) {
        return tester(text(), channels).runPure().conditioning();
    }

    private static NodeTester<ChannelConditioning.In, ChannelConditioning.Out> tester(
            Conditioning conditioning, Tensor... channels) {
        return NodeTester.of(new ChannelConditioning())
                .with("conditioning", conditioning)
                .with("channels", List.of(channels));
    }

    private NodeTester<UnetStep.In, UnetStep.Out> unet(int channels, Conditioning conditioning) {
        return unet(model(channels), conditioning);
    }

    private NodeTester<UnetStep.In, UnetStep.Out> unet(FakeModel model, Conditioning conditioning) {
        return NodeTester.of(new UnetStep())
                .with("unet", model)
                .with("conditioning", conditioning)
                .calling(call);
    }

    private static FakeModel model(int channels) {
        FakeNetwork network = FakeNetwork.named("inpainting/unet")
                .input("sample", Element.FLOAT32, -1, channels, -1, -1)
                .input("timestep", Element.INT64)
                .input("encoder_hidden_states", Element.FLOAT32, -1, -1, 2)
                .output("out_sample", Element.FLOAT32, ChannelConditioningTest::ones, -1, 4, -1, -1);
        return FakeModel.named("inpainting", "sd15").network("unet", network);
    }

    private static Tensor ones(Map<String, Tensor> inputs) {
        return Tensor.filled(LATENT.with(0, inputs.get("sample").shape().size(0)), 1);
    }

    private static float[] channel(Tensor tensor, int channel) {
        return tensor.rows(0, 1)
                .reshaped(Shape.of(tensor.shape().size(1), 4))
                .rows(channel, channel + 1)
                .toArray();
    }

    private static Conditioning text() {
        return new Conditioning(Map.of("encoder_hidden_states", Tensor.filled(Shape.of(1, 3, 2), 1)));
    }

    private static Step step(int rows) {
        return new Step(Tensor.filled(LATENT.with(0, rows), 0.5), 100, 0.6, 0.8, 0, 10);
    }
}
