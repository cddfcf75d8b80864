package org.quarry.node.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.quarry.node.Step;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.NetworkPort.Element;
import org.quarry.node.testing.Sample.All;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class NodeTesterTest {
    private static final Tensor ONE = Tensor.scalar(1);

    private static NodeTester<All.In, All.Out> all() {
        return NodeTester.of(new All()).with("tensor", ONE);
    }

    private static FakeModel doubling() {
        FakeNetwork network = FakeNetwork.named("fake/unet")
                .input("sample", Element.FLOAT32, -1, 1)
                .output(
                        "out_sample",
                        Element.FLOAT32,
                        inputs -> inputs.get("sample").times(2),
                        -1,
                        1);
        return FakeModel.named("fake", "sd15").network("unet", network);
    }

    @Test
    void what_is_not_set_has_its_default() {
        All.In in = all().run().ins().get(0);

        assertThat(in.optional()).isEmpty();
        assertThat(in.list()).isEmpty();
        assertThat(in.scale()).isEqualTo(7.5);
        assertThat(in.steps()).isEqualTo(20);
        assertThat(in.seed()).isEqualTo(3);
        assertThat(in.flag()).isTrue();
        assertThat(in.text()).isEqualTo("house");
        assertThat(in.file()).isEqualTo(Path.of("a.png"));
        assertThat(in.way()).isEqualTo(All.Way.RIGHT_HAND);
        assertThat(in.other()).isEqualTo(All.Way.LEFT_HAND);
        assertThat(in.before()).isEmpty();
        assertThat(in.step().index()).isZero();
    }

    @Test
    void plain_values_are_wrapped_as_the_node_wants_them() {
        All.In in = all().with("optional", ONE)
                .with("list", List.of(ONE, ONE))
                .with("number", 2)
                .with("scale", 3)
                .with("seed", Long.MAX_VALUE)
                .with("way", All.Way.LEFT_HAND)
                .in();

        assertThat(in.optional()).contains(ONE);
        assertThat(in.list()).containsExactly(ONE, ONE);
        assertThat(in.number()).contains(2.0);
        assertThat(in.scale()).isEqualTo(3);
        assertThat(in.seed()).isEqualTo(Long.MAX_VALUE);
        assertThat(in.way()).isEqualTo(All.Way.LEFT_HAND);
        assertThat(all().with("list", ONE).in().list()).containsExactly(ONE);
        assertThat(all().with("optional", Optional.of(ONE)).in().optional()).contains(ONE);
    }

    @Test
    void a_node_stands_at_the_given_step_after_the_given_outputs() {
        Step step = new Step(ONE, 500, 0.5, 0.5, 4, 10);
        All.Out before = all().run();

        All.In in = all().at(step).after(before).in();

        assertThat(in.step()).isEqualTo(step);
        assertThat(in.before()).contains(before);
    }

    @Test
    void a_missing_input_is_named() {
        assertThatThrownBy(() -> NodeTester.of(new All()).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("input 'tensor' must be linked; set it by with(\"tensor\", …)");
    }

    @Test
    void an_unknown_input_is_answered_with_those_there_are() {
        assertThatThrownBy(() -> NodeTester.of(new Sample.Choosy()).with("lat", ONE))
                .hasMessage("there is no input 'lat'; there are [late, ask]");
    }

    @Test
    void a_value_of_another_type_is_refused() {
        assertThatThrownBy(() -> all().with("steps", 1.5)).hasMessage("input 'steps' is int; found Double 1.5");
        assertThatThrownBy(() -> all().with("text", 3)).hasMessageContaining("input 'text' is java.lang.String");
        assertThatThrownBy(() -> all().with("optional", "x")).hasMessageContaining("found String x");
        assertThatThrownBy(() -> all().with("list", List.of(ONE, "x"))).hasMessageContaining("found String x");
    }

    @Test
    void a_lazy_input_tells_whether_it_was_asked_for() {
        TestLazy<Tensor> unused = TestLazy.of(ONE);
        TestLazy<Tensor> used = TestLazy.of(ONE);
        TestCall call = new TestCall();

        NodeTester.of(new Sample.Choosy()).with("late", unused).run();
        NodeTester.of(new Sample.Choosy())
                .with("late", used)
                .with("ask", true)
                .calling(call)
                .run();

        assertThat(unused.asked()).isFalse();
        assertThat(used.asked()).isTrue();
        assertThat(call.demands()).containsExactly(List.of(used));
    }

    @Test
    void a_lazy_input_is_computed_once() {
        int[] computed = {0};
        TestLazy<Integer> lazy = TestLazy.computedBy(() -> ++computed[0]);

        assertThat(List.of(lazy.get(), lazy.get())).containsExactly(1, 1);
    }

    @Test
    void a_per_step_input_is_a_function_of_the_step() {
        TestCall call = new TestCall();

        Sample.Driver.Out out = NodeTester.of(new Sample.Driver())
                .with("wire", step -> Tensor.scalar(10 + step.index()))
                .calling(call)
                .run();

        assertThat(out.sum()).isEqualTo(10 + 11 + 12);
        assertThat(call.progress()).last().isEqualTo(new TestCall.Progress(3, 3));
    }

    @Test
    void a_run_is_cancelled_at_the_chosen_moment() {
        TestCall call = new TestCall().cancelledAfter(2);

        assertThatThrownBy(() -> NodeTester.of(new Sample.Driver())
                        .with("wire", ONE)
                        .calling(call)
                        .run())
                .isInstanceOf(CancellationException.class);
        assertThat(call.progress()).hasSize(2);
    }

    @Test
    void a_run_cancelled_from_within_stops_at_the_next_check() {
        TestCall call = new TestCall();

        assertThatThrownBy(() -> NodeTester.of(new Sample.Driver())
                        .with("wire", step -> {
                            call.cancel();
                            return ONE;
                        })
                        .calling(call)
                        .run())
                .isInstanceOf(CancellationException.class);
        assertThat(call.progress()).hasSize(1);
    }

    @Test
    void networks_of_offered_models_run_and_are_recorded() {
        TestCall call = new TestCall().offering(doubling());
        Tensor x = Tensor.of(Shape.of(1, 1), 4);

        Sample.Batching.Out out =
                NodeTester.of(new Sample.Batching()).with("x", x).calling(call).runPure();

        assertThat(out.y()).isEqualTo(Tensor.of(Shape.of(1, 1), 8));
        assertThat(call.networkRuns())
                .first()
                .isEqualTo(new TestCall.NetworkRun("fake/unet", Map.of("sample", x), List.of()));
    }

    @Test
    void nodes_run_together_share_one_batch() {
        TestCall call = new TestCall().offering(doubling());
        NodeTester<Sample.Batching.In, Sample.Batching.Out> first = NodeTester.of(new Sample.Batching())
                .with("x", Tensor.of(Shape.of(1, 1), 4))
                .calling(call);

        List<Sample.Batching.Out> outs = first.runTogetherWith(List.of(first.with("x", Tensor.of(Shape.of(1, 1), 5))));

        assertThat(outs).extracting(out -> out.y().at(0)).containsExactly(8f, 10f);
        assertThat(call.networkRuns()).hasSize(1);
    }

    @Test
    void a_model_that_is_not_offered_is_missing() {
        assertThatThrownBy(() ->
                        NodeTester.of(new Sample.Batching()).with("x", ONE).run())
                .isInstanceOf(ModelException.class)
                .hasMessage("there is no model 'fake'; there are []");
    }

    @Test
    void a_node_with_a_memory_of_its_own_is_not_pure() {
        assertThatThrownBy(() -> NodeTester.of(new Sample.Counting()).runPure())
                .isInstanceOf(AssertionError.class)
                .hasMessage("run twice with the same inputs, the node gave Out[calls=1] and then Out[calls=2]");
    }

    @Test
    void a_node_that_writes_into_its_inputs_is_not_pure() {
        Tensor x = Tensor.adopt(Shape.of(1), Sample.Writing.BEHIND);

        assertThatThrownBy(
                        () -> NodeTester.of(new Sample.Writing()).with("x", x).runPure())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the node changed its inputs; they are now In[x=");
    }

    @Test
    void a_node_that_keeps_its_contract_gives_its_outputs() {
        TestCall call = new TestCall().offering(doubling());

        Sample.Batching.Out out = NodeTester.of(new Sample.Batching())
                .with("x", Tensor.of(Shape.of(1, 1), 4))
                .calling(call)
                .keepsItsContract();

        assertThat(out.y()).isEqualTo(Tensor.of(Shape.of(1, 1), 8));
        assertThat(call.networkRuns())
                .as("each try has surroundings of its own")
                .isEmpty();
    }

    @Test
    void each_broken_promise_is_named() {
        assertThatThrownBy(() -> NodeTester.of(new Sample.Counting()).keepsItsContract())
                .isInstanceOf(AssertionError.class)
                .hasMessage("Counting: run twice with the same inputs, it gave Out[calls=1] and then Out[calls=2]");
        assertThatThrownBy(() -> NodeTester.of(new Sample.Writing())
                        .with("x", Tensor.adopt(Shape.of(1), Sample.Writing.BEHIND))
                        .keepsItsContract())
                .hasMessageStartingWith("Writing: it changed its inputs; they are now In[x=");
        assertThatThrownBy(() -> NodeTester.of(new Sample.Careless()).keepsItsContract())
                .hasMessage(
                        "Careless: its output 'y' is null; it gave outputs although the run was cancelled when it asked"
                                + " for the last time");
        assertThatThrownBy(() -> NodeTester.of(new Sample.Careless())
                        .with("silent", true)
                        .keepsItsContract())
                .hasMessageContaining("Careless: its output 'y' is null; it ran for 1")
                .hasMessageEndingWith("ms without asking whether the run was cancelled");
    }
}
