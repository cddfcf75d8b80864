package org.quarry.workflow;

import java.util.List;
import java.util.Optional;
import org.quarry.node.Effect;

/** Small nodes that tests declare on the spot. */
final class Nodes {
    private Nodes() {}

    static NodeDescriptor source(String type) {
        return node("test:source", List.of(), List.of(output(type, "", "")));
    }

    static NodeDescriptor sink(String type) {
        return node("test:sink", List.of(input(type, "", "")), List.of());
    }

    static NodeDescriptor node(String id, List<InputPort> inputs, List<OutputPort> outputs) {
        return new NodeDescriptor(
                new NodeType(id, 1),
                id,
                "Test",
                "For a test.",
                Effect.NONE,
                List.of(),
                "org.test 1.0",
                "org.test.Missing",
                inputs,
                outputs,
                false,
                false);
    }

    static InputPort input(String type, String kind, String shape) {
        return new InputPort(
                "in",
                new ValueType(type),
                InputPort.Arity.ONE,
                InputPort.Demand.EAGER,
                kind,
                shape,
                "In",
                Optional.empty());
    }

    static OutputPort output(String type, String kind, String shape) {
        return new OutputPort("out", new ValueType(type), false, kind, shape, "Out", "");
    }
}
