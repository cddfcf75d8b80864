package org.quarry.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.node.Previous;
import org.quarry.node.Step;
import org.quarry.node.model.Model;
import org.quarry.tensor.Tensor;

/** Small nodes that depend on the step, and drivers that evaluate them. */
final class StepNodes {
    private StepNodes() {}

    record Value(@Port(doc = "The value") Tensor value) {}

    @NodeInfo(id = "test:current", version = 1, name = "Current step", category = "Test", doc = "The step.")
    public static final class Current implements NodeFunction<Current.In, Current.Out> {
        public record In(Step step, @Param(doc = "Note") String note) {}

        public record Out(
                @Port(doc = "Sample") Tensor sample,
                @Port(doc = "Its number") Tensor index) {}

        @Override
        public Out run(In in, Call call) {
            Probe.pass(in.note(), call);
            Tensor sample = in.step().sample();
            return new Out(sample, Tensor.filled(sample.shape(), in.step().index()));
        }
    }

    /** Predicts −bias · sample, by itself or by a network. */
    @NodeInfo(id = "test:predict", version = 1, name = "Predict", category = "Test", doc = "Predicts.")
    public static final class Predict implements NodeFunction<Predict.In, Value> {
        public record In(
                @Port(doc = "Bias") Tensor bias,
                @Port(doc = "Network") Optional<Model> model,
                Step step,
                @Param(doc = "Note") String note) {}

        @Override
        public Value run(In in, Call call) {
            return runAll(List.of(in), call).get(0);
        }

        @Override
        public List<Value> runAll(List<In> ins, Call call) {
            Probe.pass(ins.stream().map(In::note).sorted().collect(Collectors.joining("+")), call);
            List<Value> values = new ArrayList<>();
            for (In in : ins) {
                Tensor product = in.step().sample().times(-in.bias().at(0));
                values.add(new Value(in.model()
                        .map(model -> call.run(model.network("unet"), Map.of("sample", product))
                                .get("out"))
                        .orElse(product)));
            }
            return values;
        }
    }

    @NodeInfo(id = "test:guide", version = 1, name = "Guide", category = "Test", doc = "Guides.")
    public static final class Guide implements NodeFunction<Guide.In, Value> {
        public record In(
                @Port(doc = "With") Lazy<Tensor> conditional,
                @Port(doc = "Without") Lazy<Tensor> unconditional,
                @Param(doc = "Scale", value = 2) double scale) {}

        @Override
        public Value run(In in, Call call) {
            if (in.scale() == 1) {
                return new Value(in.conditional().get());
            }
            call.demand(in.conditional(), in.unconditional());
            Tensor without = in.unconditional().get();
            return new Value(without.mix(1 - in.scale(), in.conditional().get(), in.scale()));
        }
    }

    @NodeInfo(id = "test:remember", version = 1, name = "Remember", category = "Test", doc = "Adds what it gave.")
    public static final class Remember implements NodeFunction<Remember.In, Value> {
        public record In(
                @Port(doc = "Value") Tensor value, @Previous Optional<Value> before) {}

        @Override
        public Value run(In in, Call call) {
            return new Value(in.before().map(Value::value).map(in.value()::plus).orElse(in.value()));
        }
    }

    @NodeInfo(id = "test:sum", version = 1, name = "Sum", category = "Test", doc = "Adds all.")
    public static final class Sum implements NodeFunction<Sum.In, Value> {
        public record In(
                @Port(doc = "Parts") List<Tensor> parts,
                @Param(doc = "Note") String note) {}

        @Override
        public Value run(In in, Call call) {
            Probe.pass(in.note(), call);
            return new Value(in.parts().stream().reduce(Tensor::plus).orElseThrow());
        }
    }

    @NodeInfo(id = "test:from", version = 1, name = "From", category = "Test", doc = "Adds from a step on.")
    public static final class From implements NodeFunction<From.In, Value> {
        public record In(
                @Port(doc = "Value") Tensor value,
                @Param(doc = "First step") int index,
                @Param(doc = "What is added") double bias,
                Step step) {}

        @Override
        public Value run(In in, Call call) {
            double bias = in.step().index() < in.index() ? 0 : in.bias();
            return new Value(in.value().map(value -> value + bias));
        }
    }

    /** Euler: x ← x + f(x) / steps. */
    @NodeInfo(id = "test:integrate", version = 1, name = "Integrate", category = "Test", doc = "Integrates.")
    public static final class Integrate implements NodeFunction<Integrate.In, Integrate.Out> {
        public record In(
                @Port(doc = "Slope") PerStep<Tensor> slope,
                @Port(doc = "Also evaluated") Optional<PerStep<Tensor>> beside,
                @Port(doc = "Start") Tensor start,
                @Param(doc = "Steps", value = 4) int steps,
                @Param(doc = "Note") String note) {}

        public record Out(
                @Port(doc = "End") Tensor end,
                @Port(doc = "Sum of what stood beside") Tensor beside) {}

        @Override
        public Out run(In in, Call call) {
            Tensor x = in.start();
            Tensor beside = x.times(0);
            for (int i = 0; i < in.steps(); i++) {
                Probe.pass(in.note(), call);
                Step step = new Step(x, 1000 - i, 1, 1, i, in.steps());
                if (in.beside().isPresent()) {
                    beside = beside.plus(in.beside().get().at(step));
                }
                x = x.mix(1, in.slope().at(step), 1.0 / in.steps());
            }
            return new Out(x, beside);
        }
    }
}
