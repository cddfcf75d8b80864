package org.quarry.nodes.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.node.Step;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.node.testing.TestLazy;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class CfgCombineTest {
    private final TestLazy<Tensor> conditional = TestLazy.of(tensor(1, 3));
    private final TestLazy<Tensor> unconditional = TestLazy.of(tensor(0, 1));
    private final TestCall call = new TestCall();

    @Test
    void guidance_goes_on_beyond_the_conditional() {
        assertThat(at(0).with("scale", 3.0).run().guided()).isEqualTo(tensor(3, 7));
        assertThat(call.demands()).containsExactly(List.of(conditional, unconditional));
    }

    @Test
    void at_scale_1_the_unconditional_network_is_not_run() {
        assertThat(at(0).with("scale", 1.0).run().guided()).isEqualTo(tensor(1, 3));
        assertThat(unconditional.asked()).isFalse();
    }

    @Test
    void at_scale_0_the_conditional_network_is_not_run() {
        assertThat(at(0).with("scale", 0.0).run().guided()).isEqualTo(tensor(0, 1));
        assertThat(conditional.asked()).isFalse();
    }

    @Test
    void outside_its_part_of_the_run_there_is_no_guidance() {
        NodeTester<CfgCombine.In, CfgCombine.Out> half =
                at(5).with("scale", 3.0).with("stop", 0.5);

        assertThat(half.run().guided()).isEqualTo(tensor(1, 3));
        assertThat(unconditional.asked()).isFalse();
        assertThat(at(4).with("scale", 3.0).with("stop", 0.5).run().guided()).isEqualTo(tensor(3, 7));
    }

    @Test
    void rescaling_by_1_gives_the_spread_of_the_conditional() {
        Tensor guided = at(0).with("scale", 3.0).with("rescale", 1.0).run().guided();

        assertThat(guided.at(1) - guided.at(0)).isCloseTo(3 - 1, within(1e-5f));
    }

    private NodeTester<CfgCombine.In, CfgCombine.Out> at(int index) {
        Step step = new Step(tensor(0, 0), 500, 0.6, 0.8, index, 10);
        return NodeTester.of(new CfgCombine())
                .with("conditional", conditional)
                .with("unconditional", unconditional)
                .at(step)
                .calling(call);
    }

    private static Tensor tensor(float... values) {
        return Tensor.of(Shape.of(1, 1, 1, values.length), values);
    }
}
