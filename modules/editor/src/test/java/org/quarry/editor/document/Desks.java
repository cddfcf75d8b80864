package org.quarry.editor.document;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.quarry.json.Json;
import org.quarry.node.Effect;
import org.quarry.node.Param;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.ValueType;
import org.quarry.workflow.Workflow;

/** Desks for tests, whose checks are done at once, with a few declared nodes that nobody runs. */
public final class Desks {
    private static final ValueType TENSOR = new ValueType("org.quarry.tensor.Tensor");
    private static final ValueType FILE = new ValueType("java.nio.file.Path");

    private Desks() {}

    /** A desk with {@code test:make}, {@code test:read}, {@code test:scale}, {@code test:show}. */
    public static Desk desk(Path folder) {
        return new Desk(
                NodeCatalog.of(
                        List.of(
                                node("make", Effect.NONE, List.of(number("seed")), List.of(out("made"))),
                                node("read", Effect.READS, List.of(file()), List.of(out("read"))),
                                node(
                                        "scale",
                                        Effect.NONE,
                                        List.of(in("value"), number("factor")),
                                        List.of(out("scaled"))),
                                node("show", Effect.WRITES, List.of(in("value")), List.of())),
                        Desks.class.getClassLoader()),
                KnownModels.UNKNOWN,
                folder,
                Runnable::run,
                Runnable::run);
    }

    /** {@code make.made -> scale.value, scale.scaled -> show.value}. */
    public static Workflow chain() {
        return Workflow.empty("Chain")
                .with("make", PlacedNode.of(NodeType.parse("test:make@1")))
                .with("scale", PlacedNode.of(NodeType.parse("test:scale@1")).with("value", wire("make.made")))
                .with("show", PlacedNode.of(NodeType.parse("test:show@1")).with("value", wire("scale.scaled")));
    }

    /** A wire from a port. */
    public static Input wire(String from) {
        return new Input.Wires(List.of(Socket.parse(from)));
    }

    private static NodeDescriptor node(String name, Effect effect, List<InputPort> inputs, List<OutputPort> outputs) {
        return new NodeDescriptor(
                new NodeType("test:" + name, 1),
                name,
                "Test",
                "Does " + name + ".",
                effect,
                List.of(),
                "test 1",
                "none",
                inputs,
                outputs,
                false,
                false);
    }

    private static InputPort in(String name) {
        return new InputPort(
                name, TENSOR, InputPort.Arity.ONE, InputPort.Demand.EAGER, "", "", "A tensor", Optional.empty());
    }

    private static InputPort number(String name) {
        return parameter(name, new ValueType("double"), Json.of(1));
    }

    private static InputPort file() {
        return parameter("file", FILE, Json.of(""));
    }

    private static InputPort parameter(String name, ValueType type, Json initial) {
        ParamSpec spec = new ParamSpec(initial, -100, 100, 0, Param.Role.PLAIN, List.of());
        return new InputPort(
                name, type, InputPort.Arity.ONE, InputPort.Demand.EAGER, "", "", "A parameter", Optional.of(spec));
    }

    private static OutputPort out(String name) {
        return new OutputPort(name, TENSOR, false, "", "", "A tensor", "");
    }
}
