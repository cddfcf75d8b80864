package org.quarry.editor.canvas;

import java.awt.geom.Point2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Fitting;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.LinkEdits;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Socket;
import org.quarry.workflow.ValueType;
import org.quarry.workflow.Workflow;

/** Where a wire from one port may end. Each port is asked once, when it is first seen. */
final class LinkTargets {
    private final Canvas canvas;
    private final Workflow workflow;
    private final Socket anchor;
    private final boolean fromOutput;
    private final Fitting fitting;
    private final Map<Socket, Optional<Problem>> problems = new HashMap<>();

    /** @param workflow in which the wire is drawn */
    LinkTargets(Canvas canvas, Workflow workflow, Socket anchor, boolean fromOutput) {
        this.canvas = canvas;
        this.workflow = workflow;
        this.anchor = anchor;
        this.fromOutput = fromOutput;
        fitting = canvas.document().fitting(workflow);
    }

    Workflow workflow() {
        return workflow;
    }

    /** The port that the wire is drawn from. */
    Socket anchor() {
        return anchor;
    }

    /** Whether the wire begins at an output and an input is looked for. */
    boolean fromOutput() {
        return fromOutput;
    }

    Point2D start() {
        return fromOutput ? canvas.output(anchor) : canvas.input(anchor);
    }

    /** The wire between the port and another. */
    Link link(Socket end) {
        return fromOutput ? new Link(anchor, end) : new Link(end, anchor);
    }

    /** What is wrong with an end; empty if nothing is. */
    Optional<Problem> problem(Socket end) {
        Link link = link(end);
        return problems.computeIfAbsent(end, key -> fitting.problem(link.from(), link.to()));
    }

    static boolean refuses(Problem problem) {
        return Fitting.refuses(problem);
    }

    boolean fits(Socket end) {
        return problem(end).filter(LinkTargets::refuses).isEmpty();
    }

    /** The port of a node that fits best and, if it is an input, has nothing yet. */
    Optional<Hits.PortSpot> firstFree(NodeSight node) {
        if (node.name().equals(anchor.node())) {
            return Optional.empty();
        }
        if (!fromOutput) {
            return fitting.output(node.name(), node.ports(), anchor, type())
                    .map(port -> new Socket(node.name(), port.name()))
                    .map(socket -> new Hits.PortSpot(socket, true, node.output(socket.port())));
        }
        List<InputPort> free = node.ports().inputs().stream()
                .filter(port -> port.param().isEmpty())
                .filter(port -> port.arity() == InputPort.Arity.LIST
                        || LinkEdits.wires(workflow, new Socket(node.name(), port.name()))
                                .isEmpty())
                .toList();
        return fitting.input(anchor, node.name(), free, type())
                .map(port -> new Socket(node.name(), port.name()))
                .map(socket -> new Hits.PortSpot(socket, false, node.input(socket.port())));
    }

    /** The type at the port that the wire is drawn from. */
    ValueType type() {
        Document document = canvas.document();
        return fromOutput
                ? document.ports(anchor.node())
                        .output(anchor.port())
                        .map(OutputPort::type)
                        .orElse(ANYTHING)
                : document.ports(anchor.node())
                        .input(anchor.port())
                        .map(InputPort::type)
                        .orElse(ANYTHING);
    }

    TypeLook look() {
        Document document = canvas.document();
        return fromOutput
                ? document.ports(anchor.node())
                        .output(anchor.port())
                        .map(port -> TypeLook.of(port.type(), port.kind()))
                        .orElse(TypeLook.of(ANYTHING, ""))
                : document.ports(anchor.node())
                        .input(anchor.port())
                        .map(port -> TypeLook.of(port.type(), port.kind()))
                        .orElse(TypeLook.of(ANYTHING, ""));
    }

    private static final ValueType ANYTHING = new ValueType("java.lang.Object");
}
