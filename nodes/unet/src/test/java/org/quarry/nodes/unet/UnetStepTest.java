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

/** The network adds to each sample the first number of its text and the timestep. */
class UnetStepTest {
    private static final Shape LATENT = Shape.of(1, 4, 2, 2);

    private final TestCall call = new TestCall();

    @Test
    void without_a_sample_it_looks_at_the_current_step() {
        UnetStep.Out out = tester(model(-1), text(10)).at(step(1, 100)).run();

        assertThat(out.prediction()).isEqualTo(Tensor.filled(LATENT, 111));
    }

    @Test
    void a_linked_sample_goes_before_that_of_the_step() {
        UnetStep.Out out = tester(model(-1), text(10))
                .with("sample", Tensor.filled(LATENT, 5))
                .at(step(1, 100))
                .run();

        assertThat(out.prediction()).isEqualTo(Tensor.filled(LATENT, 115));
    }

    @Test
    void two_prompts_at_one_step_are_one_batch() {
        FakeModel model = model(-1);

        List<UnetStep.Out> outs = tester(model, text(10))
                .at(step(1, 100))
                .runTogetherWith(List.of(tester(model, text(20)).at(step(1, 100))));

        assertThat(outs.get(0).prediction()).isEqualTo(Tensor.filled(LATENT, 111));
        assertThat(outs.get(1).prediction()).isEqualTo(Tensor.filled(LATENT, 121));
        assertThat(call.networkRuns()).hasSize(1);
    }

    @Test
    void prompts_of_different_lengths_are_run_one_by_one() {
        FakeModel model = model(-1);
        Conditioning twoChunks =
                new Conditioning(Map.of("encoder_hidden_states", Tensor.filled(Shape.of(1, 6, 2), 20)));

        List<UnetStep.Out> outs = tester(model, text(10))
                .at(step(1, 100))
                .runTogetherWith(List.of(tester(model, twoChunks).at(step(1, 100))));

        assertThat(outs.get(1).prediction()).isEqualTo(Tensor.filled(LATENT, 121));
        assertThat(call.networkRuns()).hasSize(2);
    }

    @Test
    void a_network_of_a_fixed_batch_is_run_one_by_one() {
        FakeModel model = model(1);

        List<UnetStep.Out> outs = tester(model, text(10))
                .at(step(1, 100))
                .runTogetherWith(List.of(tester(model, text(20)).at(step(1, 100))));

        assertThat(outs).hasSize(2);
        assertThat(call.networkRuns()).hasSize(2);
    }

    @Test
    void one_conditioning_serves_a_whole_batch() {
        Tensor samples = Tensor.concatenate(List.of(Tensor.filled(LATENT, 1), Tensor.filled(LATENT, 2)));

        Tensor prediction = tester(model(-1), text(10))
                .with("sample", samples)
                .at(step(0, 100))
                .run()
                .prediction();

        assertThat(prediction)
                .isEqualTo(Tensor.concatenate(List.of(Tensor.filled(LATENT, 111), Tensor.filled(LATENT, 112))));
    }

    @Test
    void batches_of_several_samples_are_joined_and_taken_apart_again() {
        FakeModel model = model(-1);
        Tensor samples = Tensor.concatenate(List.of(Tensor.filled(LATENT, 1), Tensor.filled(LATENT, 2)));

        List<UnetStep.Out> outs = tester(model, text(10))
                .with("sample", samples)
                .at(step(0, 100))
                .runTogetherWith(List.of(tester(model, text(20)).at(step(3, 100))));

        assertThat(outs.get(0).prediction().shape()).isEqualTo(Shape.of(2, 4, 2, 2));
        assertThat(outs.get(0).prediction().at(16)).isEqualTo(112);
        assertThat(outs.get(1).prediction()).isEqualTo(Tensor.filled(LATENT, 123));
        assertThat(call.networkRuns()).hasSize(1);
    }

    @Test
    void what_a_network_does_not_know_is_not_given_to_it() {
        Conditioning more = new Conditioning(Map.of(
                "encoder_hidden_states", Tensor.filled(Shape.of(1, 3, 2), 10),
                "text_embeds", Tensor.filled(Shape.of(1, 5), 1)));

        tester(model(-1), more).at(step(1, 100)).run();

        assertThat(call.networkRuns().get(0).inputs()).containsOnlyKeys("sample", "timestep", "encoder_hidden_states");
    }

    @Test
    void a_network_that_asks_for_sizes_is_told_those_of_the_picture() {
        FakeNetwork network = network(-1).input("time_ids", Element.FLOAT32, -1, 6);
        FakeModel model = FakeModel.named("xl", "sdxl").network("unet", network).size("factor", 8);
        Tensor sample = Tensor.filled(Shape.of(1, 4, 2, 3), 0);

        tester(model, text(10)).with("sample", sample).run();

        assertThat(call.networkRuns().get(0).inputs().get("time_ids"))
                .isEqualTo(Tensor.of(Shape.of(1, 6), 16, 24, 0, 0, 16, 24));
    }

    @Test
    void the_refiner_is_told_a_mark_in_place_of_the_target_size() {
        Tensor sample = Tensor.filled(Shape.of(1, 4, 2, 3), 0);
        FakeModel refiner = FakeModel.named("refiner", "sdxl")
                .network("unet", network(-1).input("time_ids", Element.FLOAT32, -1, 5))
                .size("factor", 8);
        FakeModel open = FakeModel.named("refiner", "sdxl")
                .network("unet", network(-1).input("time_ids", Element.FLOAT32, -1, -1))
                .json("model_index.json", Map.of("requires_aesthetics_score", true))
                .size("factor", 8);

        tester(refiner, text(10)).with("sample", sample).run();
        tester(open, text(10)).with("sample", sample).run();

        assertThat(call.networkRuns())
                .allSatisfy(run ->
                        assertThat(run.inputs()).containsEntry("time_ids", Tensor.of(Shape.of(1, 5), 16, 24, 0, 0, 6)));
    }

    @Test
    void a_scalar_timestep_is_given_as_a_scalar() {
        tester(model(-1), text(10)).at(step(1, 100.5)).run();

        assertThat(call.networkRuns().get(0).inputs().get("timestep")).isEqualTo(Tensor.scalar(100.5));
    }

    @Test
    void sides_that_the_network_cannot_halve_are_refused_in_pixels() {
        FakeModel model = model(-1)
                .config("unet", Map.of("block_out_channels", List.of(1L, 2L, 3L)))
                .text("unet/model.onnx", "")
                .size("factor", 8);

        assertThatThrownBy(() -> tester(model, text(10))
                        .with("sample", Tensor.filled(Shape.of(1, 4, 4, 5), 0))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage(
                        "the picture is 40 x 32 pixels; the network of pocket wants width and height that are multiples"
                                + " of 32");
    }

    @Test
    void a_network_that_came_as_weights_takes_any_sides() {
        FakeModel model = model(-1).config("unet", Map.of("block_out_channels", List.of(1L, 2L, 3L)));

        Tensor prediction = tester(model, text(10))
                .with("sample", Tensor.filled(Shape.of(1, 4, 3, 5), 0))
                .run()
                .prediction();

        assertThat(prediction.shape()).isEqualTo(Shape.of(1, 4, 3, 5));
    }

    @Test
    void a_conditioning_for_another_number_of_pictures_is_refused() {
        Conditioning three = new Conditioning(Map.of("encoder_hidden_states", Tensor.filled(Shape.of(3, 3, 2), 1)));

        assertThatThrownBy(() -> tester(model(-1), three)
                        .with("sample", Tensor.filled(Shape.of(2, 4, 2, 2), 0))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("'encoder_hidden_states' is for 3 pictures, the sample holds 2");
    }

    private NodeTester<UnetStep.In, UnetStep.Out> tester(FakeModel model, Conditioning conditioning) {
        return NodeTester.of(new UnetStep())
                .with("unet", model)
                .with("conditioning", conditioning)
                .calling(call);
    }

    private static Conditioning text(double value) {
        return new Conditioning(Map.of("encoder_hidden_states", Tensor.filled(Shape.of(1, 3, 2), value)));
    }

    private static Step step(double sample, double timestep) {
        return new Step(Tensor.filled(LATENT, sample), timestep, 0.6, 0.8, 0, 10);
    }

    private static FakeModel model(int batch) {
        return FakeModel.named("pocket", "sd15").network("unet", network(batch));
    }

    private static FakeNetwork network(int batch) {
        return FakeNetwork.named("pocket/unet")
                .input("sample", Element.FLOAT32, batch, 4, -1, -1)
                .input("timestep", Element.INT64)
                .input("encoder_hidden_states", Element.FLOAT32, batch, -1, 2)
                .output("attention", Element.FLOAT32, inputs -> Tensor.scalar(0))
                .output("out_sample", Element.FLOAT32, UnetStepTest::predict, batch, 4, -1, -1);
    }

    private static Tensor predict(Map<String, Tensor> inputs) {
        Tensor sample = inputs.get("sample");
        Tensor text = inputs.get("encoder_hidden_states");
        float timestep = inputs.get("timestep").at(0);
        float[] values = sample.toArray();
        for (int i = 0; i < values.length; i++) {
            int row = i / (values.length / sample.shape().size(0));
            values[i] +=
                    timestep + text.at(row * text.shape().size(1) * text.shape().size(2));
        }
        return Tensor.adopt(sample.shape(), values);
    }
}
