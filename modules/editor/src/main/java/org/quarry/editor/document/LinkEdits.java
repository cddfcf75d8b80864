package org.quarry.editor.document;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort.Arity;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** Gestures on wires. The bends of the wires that stay are kept. */
public final class LinkEdits {
    private LinkEdits() {}

    /**
     * With one more wire. It takes the place of what stands at the input, unless that takes a list; then it comes last.
     *
     * @throws IllegalArgumentException if there is no node at either end
     */
    public static Workflow link(Workflow workflow, Link link, Arity arity) {
        if (!workflow.nodes().containsKey(link.from().node())) {
            throw new IllegalArgumentException("no node '" + link.from().node() + "' in this workflow");
        }
        List<Socket> before = wires(workflow, link.to());
        if (before.contains(link.from())) {
            return workflow;
        }
        List<Socket> wires = new ArrayList<>(arity == Arity.LIST ? before : List.of());
        wires.add(link.from());
        return wired(workflow, link.to(), wires);
    }

    /** Without some wires. An input without wires is left to its default. */
    public static Workflow unlink(Workflow workflow, Collection<Link> links) {
        Workflow left = workflow;
        for (Link link : links) {
            List<Socket> wires = new ArrayList<>(wires(left, link.to()));
            if (wires.remove(link.from())) {
                left = wired(left, link.to(), wires);
            }
        }
        return left;
    }

    /** With the end of a wire at another input. @param arity of that input */
    public static Workflow moved(Workflow workflow, Link link, Socket to, Arity arity) {
        return link.to().equals(to)
                ? workflow
                : link(unlink(workflow, List.of(link)), new Link(link.from(), to), arity);
    }

    /**
     * With a node between the two ends of a wire.
     *
     * @param input of the node in between, at which the wire now ends
     * @param output of the node in between, which now gives what the wire gave
     */
    public static Workflow insert(Workflow workflow, Link link, Socket input, Socket output) {
        List<Socket> wires = new ArrayList<>(wires(workflow, link.to()));
        int index = wires.indexOf(link.from());
        if (index < 0) {
            throw new IllegalArgumentException("no wire from '" + link.from() + "' to '" + link.to() + "'");
        }
        wires.set(index, output);
        Workflow fed = link(workflow, new Link(link.from(), input), Arity.ONE);
        return wired(fed, link.to(), wires);
    }

    /** The wires that end at an input, in order. */
    public static List<Socket> wires(Workflow workflow, Socket to) {
        return workflow.find(to.node())
                                .map(node -> node.inputs().get(to.port()))
                                .filter(Input.Wires.class::isInstance)
                                .orElse(null)
                        instanceof Input.Wires wires
                ? wires.from()
                : List.of();
    }

    /**
     * With these wires at an input, in order, instead of all that stands there. None leave it to its default.
     *
     * @throws java.util.NoSuchElementException if there is no such node
     */
    public static Workflow wired(Workflow workflow, Socket to, List<Socket> wires) {
        Map<Socket, List<Point2D>> bends = new LinkedHashMap<>();
        Workflow straight = workflow;
        for (Socket from : wires(workflow, to)) {
            Link link = new Link(from, to);
            List<Point2D> bent = Bends.of(workflow, link);
            bends.put(from, bent);
            straight = bent.isEmpty() ? straight : Bends.set(straight, link, List.of());
        }
        Workflow changed = straight;
        if (wires.isEmpty()) {
            PlacedNode node = changed.find(to.node()).orElseThrow();
            Map<String, Input> inputs = new LinkedHashMap<>(node.inputs());
            inputs.remove(to.port());
            return changed.with(to.node(), node.withInputs(inputs));
        }
        changed = changed.with(to, new Input.Wires(wires));
        for (Socket from : wires) {
            List<Point2D> kept = bends.getOrDefault(from, List.of());
            if (!kept.isEmpty()) {
                changed = Bends.set(changed, new Link(from, to), kept);
            }
        }
        return changed;
    }
}
