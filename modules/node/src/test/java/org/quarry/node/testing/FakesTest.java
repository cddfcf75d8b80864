package org.quarry.node.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.Network;
import org.quarry.node.model.NetworkPort.Element;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Fakes refuse what the real ones refuse, so that a test that passes says something. */
class FakesTest {
    private static final Tensor SAMPLE = Tensor.filled(Shape.of(2, 4), 3);

    private final FakeNetwork network = FakeNetwork.named("fake/unet")
            .input("sample", Element.FLOAT32, -1, 4)
            .input("timestep", Element.INT64)
            .output(
                    "sum",
                    Element.FLOAT32,
                    inputs -> Tensor.scalar(inputs.get("sample").sum()))
            .output("late", Element.FLOAT32, inputs -> inputs.get("timestep"));

    private final TestCall call = new TestCall();

    private Map<String, Tensor> run(Tensor sample, Tensor timestep, String... outputs) {
        return call.run(network, Map.of("sample", sample, "timestep", timestep), outputs);
    }

    @Test
    void a_network_gives_all_outputs_or_those_asked_for() {
        assertThat(run(SAMPLE, Tensor.scalar(7))).containsOnlyKeys("sum", "late");
        assertThat(run(SAMPLE, Tensor.scalar(7), "sum")).containsExactly(Map.entry("sum", Tensor.scalar(24)));
    }

    @Test
    void a_single_number_fits_a_scalar() {
        assertThat(run(SAMPLE, Tensor.of(Shape.of(1), 7), "late")).hasSize(1);
    }

    @Test
    void a_network_refuses_shapes_and_names_it_does_not_declare() {
        assertThatThrownBy(() -> run(Tensor.filled(Shape.of(2, 5), 0), Tensor.scalar(7)))
                .isInstanceOf(ModelException.class)
                .hasMessage("fake/unet: input sample float32 [?, 4] does not take shape [2, 5]");
        assertThatThrownBy(() -> call.run(network, Map.of("sample", SAMPLE)))
                .hasMessage("fake/unet: found inputs [sample], wanted [sample, timestep]");
        assertThatThrownBy(() -> run(SAMPLE, Tensor.scalar(7), "epsilon"))
                .hasMessageStartingWith("fake/unet: found outputs [epsilon], wanted some of [sum float32 []");
    }

    @Test
    void a_network_stops_when_the_run_is_cancelled_inside_it() {
        FakeNetwork slow = FakeNetwork.named("slow")
                .output("first", Element.FLOAT32, inputs -> {
                    call.cancel();
                    return Tensor.scalar(1);
                })
                .output("second", Element.FLOAT32, inputs -> {
                    throw new IllegalStateException("computed after the cancellation");
                });

        assertThatThrownBy(() -> call.run(slow, Map.of())).isInstanceOf(CancellationException.class);
    }

    @Test
    void actions_are_done_at_a_cancellation_unless_they_were_taken_back() {
        StringBuilder done = new StringBuilder();
        Network listening = FakeNetwork.named("n").output("o", Element.FLOAT32, inputs -> Tensor.scalar(0));
        Network recording = new Network() {
            @Override
            public String name() {
                return listening.name();
            }

            @Override
            public List<org.quarry.node.model.NetworkPort> inputs() {
                return listening.inputs();
            }

            @Override
            public List<org.quarry.node.model.NetworkPort> outputs() {
                return listening.outputs();
            }

            @Override
            public Map<String, Tensor> execute(
                    Map<String, Tensor> inputs, List<String> outputs, Cancellation cancellation) {
                cancellation.onCancel(() -> done.append("taken back")).close();
                cancellation.onCancel(() -> done.append("at the cancellation,"));
                call.cancel();
                cancellation.onCancel(() -> done.append("at once"));
                return Map.of();
            }
        };

        assertThatThrownBy(() -> call.run(recording, Map.of())).isInstanceOf(CancellationException.class);
        assertThat(done).hasToString("at the cancellation,at once");
    }

    @Test
    void a_model_has_what_it_was_given() {
        FakeModel model = FakeModel.named("pocket", "sd15")
                .network("unet", network)
                .config("scheduler", Map.of("beta_start", 0.00085))
                .text("tokenizer/merges.txt", "a b")
                .json("tokenizer/vocab.json", Map.of("a", 1L))
                .size("channels", 4);

        assertThat(model.description().name()).isEqualTo("pocket");
        assertThat(model.description().family()).isEqualTo("sd15");
        assertThat(model.description().components()).containsExactly("unet");
        assertThat(model.description().sizes()).containsEntry("channels", 4);
        assertThat(model.network("unet")).isSameAs(network);
        assertThat(model.config("scheduler")).containsEntry("beta_start", 0.00085);
        assertThat(model.config("unet")).isEmpty();
        assertThat(model.text("tokenizer/merges.txt")).isEqualTo("a b");
        assertThat(model.json("tokenizer/vocab.json")).containsEntry("a", 1L);
        assertThat(model.has("tokenizer/vocab.json")).isTrue();
        assertThat(model.has("vae/config.json")).isFalse();
        assertThatThrownBy(() -> model.network("vae_decoder"))
                .isInstanceOf(ModelException.class)
                .hasMessage("model pocket has no component 'vae_decoder'; it has [unet]");
        assertThatThrownBy(() -> model.text("x")).isInstanceOf(ModelException.class);
    }

    @Test
    void a_call_records_what_it_is_told() {
        Picture picture = new Picture(Tensor.filled(Shape.of(3, 1, 1), 0.5));

        call.preview(picture);
        call.report("31.2 dB between the two pictures");
        call.withProvenance("workflow", "{}");

        assertThat(call.previews()).containsExactly(picture);
        assertThat(call.reports()).containsExactly("31.2 dB between the two pictures");
        assertThat(call.provenance()).containsExactly(Map.entry("workflow", "{}"));
        assertThatThrownBy(() -> call.progress(4, 3))
                .isInstanceOf(AssertionError.class)
                .hasMessage("progress 4 of 3; wanted 0 to the total, which is at least 1");
    }
}
