package org.quarry.nodes.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** The network's attention is its sample at every token, and in its one named layer the timestep. */
class AttentionStepTest {
    private static final Shape LATENT = Shape.of(1, 4, 2, 2);
    private static final Shape LOOKS = Shape.of(1, 3, 2, 2);

    private final TestCall call = new TestCall();

    @Test
    void it_gives_the_networks_own_mean_and_asks_for_nothing_else() {
        AttentionStep.Out out = tester(telling()).run();

        assertThat(out.attention()).isEqualTo(Tensor.filled(LOOKS, 7));
        assertThat(call.networkRuns())
                .singleElement()
                .satisfies(run -> assertThat(run.outputs()).containsExactly("cross_attention"));
    }

    @Test
    void a_layer_is_asked_for_by_its_name() {
        assertThat(tester(telling()).with("layer", "up_1").run().attention()).isEqualTo(Tensor.filled(LOOKS, 100));
    }

    @Test
    void a_linked_sample_goes_before_that_of_the_step() {
        Tensor linked = Tensor.filled(LATENT, 9);

        assertThat(tester(telling()).with("sample", linked).run().attention()).isEqualTo(Tensor.filled(LOOKS, 9));
    }

    @Test
    void it_keeps_the_contract_of_a_node() {
        tester(telling()).keepsItsContract();
    }

    @Test
    void a_network_that_does_not_tell_where_it_looks_is_refused() {
        FakeNetwork silent = network().output("out_sample", Element.FLOAT32, inputs -> inputs.get("sample"));

        assertThatThrownBy(() -> tester(silent).run())
                .isInstanceOf(NodeException.class)
                .hasMessage("the network of pocket does not tell where it looks: found the outputs [out_sample], wanted"
                        + " cross_attention; take pocket or pocket-turbo, or export the network with its attention");
    }

    @Test
    void a_layer_that_is_not_there_is_refused_with_those_that_are() {
        assertThatThrownBy(() -> tester(telling()).with("layer", "down_9").run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found 'down_9'; the network of pocket tells of the layers [up_1]: take one of them");
    }

    private NodeTester<AttentionStep.In, AttentionStep.Out> tester(FakeNetwork network) {
        return NodeTester.of(new AttentionStep())
                .with("unet", FakeModel.named("pocket", "sd15").network("unet", network))
                .with(
                        "conditioning",
                        new Conditioning(Map.of("encoder_hidden_states", Tensor.filled(Shape.of(1, 3, 2), 0))))
                .at(new Step(Tensor.filled(LATENT, 7), 100, 0.6, 0.8, 0, 10))
                .calling(call);
    }

    private static FakeNetwork telling() {
        return network()
                .output("out_sample", Element.FLOAT32, inputs -> inputs.get("sample"))
                .output(
                        "cross_attention",
                        Element.FLOAT32,
                        inputs -> Tensor.filled(LOOKS, inputs.get("sample").at(0)))
                .output(
                        "cross_attention_up_1",
                        Element.FLOAT32,
                        inputs -> Tensor.filled(LOOKS, inputs.get("timestep").at(0)));
    }

    private static FakeNetwork network() {
        return FakeNetwork.named("pocket/unet")
                .input("sample", Element.FLOAT32, -1, 4, -1, -1)
                .input("timestep", Element.INT64)
                .input("encoder_hidden_states", Element.FLOAT32, -1, -1, 2);
    }
}
