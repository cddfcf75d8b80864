package org.quarry.editor.canvas;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.editor.document.Desk;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.json.Json;
import org.quarry.node.Effect;
import org.quarry.node.Param;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.Layout;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.ValueType;
import org.quarry.workflow.Workflow;

/** Documents to be drawn, of declared nodes with every kind of port and parameter, which nobody runs. */
final class Samples {
    static final Socket SCALE = new Socket("full", "scale");

    private static final ValueType TENSOR = new ValueType("org.quarry.tensor.Tensor");

    private Samples() {}

    /** {@code test:plain} has an input and an output, {@code test:full} each kind of parameter, {@code test:step} a step. */
    static NodeCatalog catalog() {
        return NodeCatalog.of(
                List.of(
                        node("plain", "Plain node", List.of(input("value")), false),
                        node("full", "Everything", parameters(), false),
                        node("step", "Step by step", List.of(input("value")), true)),
                Samples.class.getClassLoader());
    }

    static Desk desk() {
        return new Desk(catalog(), KnownModels.UNKNOWN, Path.of("."), Runnable::run, Runnable::run);
    }

    static Document document(Workflow workflow) {
        return Document.unsaved(desk(), workflow, Path.of("."));
    }

    /** {@code full} at (0, 0), wired to {@code plain} at (400, 0), and {@code gone} of a missing module at (400, 300). */
    static Workflow workflow() {
        Workflow workflow = Workflow.empty("Sample")
                .with("full", placed("full"))
                .with("plain", placed("plain").with("value", wire("full.textEncoder")))
                .with(
                        "gone",
                        PlacedNode.of(NodeType.parse("acme:lost@3"))
                                .with("strength", new Input.Value(Json.of(2)))
                                .with("value", wire("full.textEncoder")));
        return at(at(at(workflow, "full", 0, 0), "plain", 400, 0), "gone", 400, 300);
    }

    static Workflow at(Workflow workflow, String node, double x, double y) {
        return Edits.placed(
                workflow, node, new Place(x, y, Edits.place(workflow, node).extras()));
    }

    static Workflow extra(Workflow workflow, String node, String member, Json value) {
        Place place = Edits.place(workflow, node);
        Map<String, Json> extras = new LinkedHashMap<>(place.extras());
        extras.put(member, value);
        return Edits.placed(workflow, node, new Place(place.x(), place.y(), extras));
    }

    static PlacedNode placed(String type) {
        return PlacedNode.of(new NodeType("test:" + type, 1));
    }

    static Input wire(String from) {
        return new Input.Wires(List.of(Socket.parse(from)));
    }

    /** So many nodes in a square, each wired to one or two that stand before it: one and a half times as many wires. */
    static Workflow large(int count) {
        Map<String, PlacedNode> nodes = new LinkedHashMap<>();
        Map<String, Place> places = new LinkedHashMap<>();
        int columns = (int) Math.ceil(Math.sqrt(count));
        for (int i = 0; i < count; i++) {
            PlacedNode node = placed(i % 3 == 0 ? "full" : "plain");
            if (i > 0) {
                node = node.with("value", wire("n" + (i - 1) + ".textEncoder"));
            }
            if (i > columns && i % 2 == 0) {
                node = node.with("other", wire("n" + (i - columns) + ".textEncoder"));
            }
            nodes.put("n" + i, node);
            places.put("n" + i, new Place(300.0 * (i % columns), 380.0 * (i / columns), Map.of()));
        }
        Layout layout = new Layout(places, List.of(), List.of());
        return new Workflow("Large", nodes, Optional.empty(), layout, Map.of());
    }

    private static List<InputPort> parameters() {
        List<InputPort> inputs = new ArrayList<>(List.of(input("value")));
        inputs.add(parameter("scale", "double", Json.of(7.5), number(0, 30, 0.5)));
        inputs.add(parameter("steps", "int", Json.of(20), number(1, 1000, 0)));
        inputs.add(parameter("seed", "long", Json.of(4), role(Param.Role.SEED)));
        inputs.add(parameter("on", "boolean", Json.of(true), role(Param.Role.PLAIN)));
        inputs.add(parameter("prompt", "java.lang.String", Json.of("a red house"), role(Param.Role.LONG_TEXT)));
        inputs.add(parameter("sampler", "java.lang.String", Json.of("euler"), choices()));
        inputs.add(parameter("file", "java.nio.file.Path", Json.of("in/house.png"), role(Param.Role.PLAIN)));
        inputs.add(parameter("label", "java.lang.String", Json.of(""), role(Param.Role.PLAIN)));
        return inputs;
    }

    private static ParamSpec number(double min, double max, double step) {
        return new ParamSpec(Json.of(0), min, max, step, Param.Role.PLAIN, List.of());
    }

    private static ParamSpec role(Param.Role role) {
        return new ParamSpec(Json.of(0), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, role, List.of());
    }

    private static ParamSpec choices() {
        ParamSpec plain = role(Param.Role.PLAIN);
        List<ParamSpec.Choice> choices = List.of(
                new ParamSpec.Choice("euler", "EULER", "One step along the slope."),
                new ParamSpec.Choice("euler-ancestral", "EULER_ANCESTRAL", "With fresh noise at each step."));
        return new ParamSpec(plain.initial(), plain.min(), plain.max(), 0, plain.role(), choices);
    }

    private static InputPort parameter(String name, String type, Json initial, ParamSpec spec) {
        ParamSpec param = new ParamSpec(initial, spec.min(), spec.max(), spec.step(), spec.role(), spec.choices());
        return new InputPort(
                name,
                new ValueType(type),
                InputPort.Arity.ONE,
                InputPort.Demand.EAGER,
                "",
                "",
                "Sets " + name,
                Optional.of(param));
    }

    private static InputPort input(String name) {
        return new InputPort(
                name, TENSOR, InputPort.Arity.OPTIONAL, InputPort.Demand.EAGER, "", "", "A tensor", Optional.empty());
    }

    private static NodeDescriptor node(String id, String name, List<InputPort> inputs, boolean readsStep) {
        List<InputPort> all = new ArrayList<>(inputs);
        all.add(1, input("other"));
        return new NodeDescriptor(
                new NodeType("test:" + id, 1),
                name,
                "Test",
                "Does something. At length.",
                Effect.NONE,
                List.of(),
                "test 1",
                "none",
                all,
                List.of(new OutputPort("textEncoder", TENSOR, false, "latent", "1,4,H,W", "A tensor", "value")),
                readsStep,
                false);
    }
}
