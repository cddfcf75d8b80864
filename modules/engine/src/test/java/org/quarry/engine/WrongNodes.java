package org.quarry.engine;

import java.util.List;
import java.util.Map;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/** Nodes that are wrong. */
final class WrongNodes {
    private WrongNodes() {}

    /** A batch of it fails if one of it does. */
    @NodeInfo(id = "test:brittle", version = 1, name = "Brittle", category = "Test", doc = "May fail.")
    public static final class Brittle implements NodeFunction<Brittle.In, Nodes.Value> {
        public record In(
                Step step,

                @Param(doc = "At which step it fails", value = -1)
                int failing) {}

        @Override
        public Nodes.Value run(In in, Call call) {
            if (in.step().index() == in.failing()) {
                throw new org.quarry.node.NodeException("failing", "found step " + in.failing() + "; set another");
            }
            return new Nodes.Value(in.step().sample());
        }
    }

    /** Knows before the run that it will not do. */
    @NodeInfo(id = "test:doomed", version = 1, name = "Doomed", category = "Test", doc = "Says no beforehand.")
    public static final class Doomed implements NodeFunction<Doomed.In, Nodes.Value> {
        public record In(
                @Port(doc = "Value") Tensor value,

                @Param(doc = "What it says", text = "nothing")
                String says) {}

        @Override
        public void foresee(Map<String, Object> known) {
            if (known.containsKey("says") && !known.containsKey("value")) {
                throw new org.quarry.node.NodeException(
                        "says", "found '" + known.get("says") + "'; say something else");
            }
        }

        @Override
        public Nodes.Value run(In in, Call call) {
            return new Nodes.Value(in.value());
        }
    }

    /** Gives one record too few for a batch. */
    @NodeInfo(id = "test:short", version = 1, name = "Short", category = "Test", doc = "Loses one.")
    public static final class Short implements NodeFunction<Short.In, Nodes.Value> {
        public record In(Step step, @Port(doc = "Value") Tensor value) {}

        @Override
        public Nodes.Value run(In in, Call call) {
            return new Nodes.Value(in.value());
        }

        @Override
        public List<Nodes.Value> runAll(List<In> ins, Call call) {
            return List.of(run(ins.get(0), call));
        }
    }
}
