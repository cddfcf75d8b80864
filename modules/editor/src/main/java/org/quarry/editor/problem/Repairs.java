package org.quarry.editor.problem;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.LinkEdits;
import org.quarry.editor.document.NodeEdits;
import org.quarry.editor.document.Parameters;
import org.quarry.editor.document.Selection;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** The small changes that fixes are made of. What is no longer there is left alone. */
public final class Repairs {
    private static final double STEP = 24;

    private Repairs() {}

    /** A place at or near a point where no other node begins. */
    public static Place free(Workflow workflow, Point2D at) {
        double x = Math.rint(at.getX());
        double y = Math.rint(at.getY());
        while (taken(workflow, x, y)) {
            x += STEP;
            y += STEP;
        }
        return new Place(x, y, Map.of());
    }

    private static boolean taken(Workflow workflow, double x, double y) {
        return workflow.layout().places().values().stream()
                .anyMatch(place -> Math.abs(place.x() - x) < STEP && Math.abs(place.y() - y) < STEP);
    }

    /** With a node more. */
    public static UnaryOperator<Workflow> added(String name, PlacedNode node, Place place) {
        return workflow -> workflow.nodes().containsKey(name) ? workflow : NodeEdits.add(workflow, name, node, place);
    }

    /** Without a node and its wires. */
    static UnaryOperator<Workflow> withoutNode(String gone) {
        return workflow -> NodeEdits.delete(workflow, Selection.ofNodes(Set.of(gone)));
    }

    /** With another node of that name. */
    static UnaryOperator<Workflow> changed(String name, UnaryOperator<PlacedNode> change) {
        return workflow -> workflow.find(name)
                .map(node -> workflow.with(name, change.apply(node)))
                .orElse(workflow);
    }

    /** The same node of another type. */
    static PlacedNode typed(PlacedNode node, NodeType type) {
        return new PlacedNode(type, node.inputs(), node.mode(), node.component(), node.extras());
    }

    /** With nothing at an input, so that its default counts. */
    public static UnaryOperator<Workflow> cleared(Socket at) {
        return workflow -> Parameters.reset(workflow, at);
    }

    /** With a value at an input. */
    static UnaryOperator<Workflow> set(Socket at, Json value) {
        return where(at, workflow -> Parameters.set(workflow, at, value));
    }

    /** With nothing but one wire at an input. */
    static UnaryOperator<Workflow> linked(Socket at, Socket from) {
        return where(at, workflow -> LinkEdits.wired(workflow, at, List.of(from)));
    }

    /** With another beginning of one wire. */
    static UnaryOperator<Workflow> relinked(Socket at, Socket from, Socket instead) {
        return where(at, workflow -> {
            List<Socket> all = new ArrayList<>(LinkEdits.wires(workflow, at));
            return Collections.replaceAll(all, from, instead) ? LinkEdits.wired(workflow, at, all) : workflow;
        });
    }

    /** Without one wire. */
    static UnaryOperator<Workflow> unlinked(Socket at, Socket from) {
        return workflow -> LinkEdits.unlink(workflow, List.of(new Link(from, at)));
    }

    private static UnaryOperator<Workflow> where(Socket at, UnaryOperator<Workflow> change) {
        return workflow -> workflow.find(at.node()).isPresent() ? change.apply(workflow) : workflow;
    }

    /** The input under another name; what stood there is lost. */
    static UnaryOperator<Workflow> renamedInput(Socket at, String name) {
        return changed(at.node(), node -> {
            Map<String, Input> inputs = new LinkedHashMap<>();
            node.inputs().forEach((port, input) -> {
                if (!port.equals(name)) {
                    inputs.put(port.equals(at.port()) ? name : port, input);
                }
            });
            return node.withInputs(inputs);
        });
    }

    /** The node in another mode. */
    static UnaryOperator<Workflow> mode(String name, PlacedNode.Mode mode) {
        return changed(name, node -> node.with(mode));
    }

    /** One change after the other. */
    static UnaryOperator<Workflow> both(UnaryOperator<Workflow> first, UnaryOperator<Workflow> second) {
        return workflow -> second.apply(first.apply(workflow));
    }
}
