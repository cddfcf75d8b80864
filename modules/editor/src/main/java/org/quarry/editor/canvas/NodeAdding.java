package org.quarry.editor.canvas;

import java.awt.Point;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.Fitting;
import org.quarry.editor.document.Insertion;
import org.quarry.editor.document.LayoutEdits;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.LinkEdits;
import org.quarry.editor.document.Names;
import org.quarry.editor.document.NodeEdits;
import org.quarry.editor.document.Selection;
import org.quarry.editor.search.ComponentChoices;
import org.quarry.editor.search.NodeChoice;
import org.quarry.editor.search.SearchPopup;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.InputPort.Arity;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.Socket;
import org.quarry.workflow.ValueType;
import org.quarry.workflow.Workflow;

/** Adds nodes to a canvas: asked for by words, by a wire that ends nowhere, or dropped. */
final class NodeAdding {
    /** Where a new node's ports are, measured from its corner, as far as one can tell before it is there. */
    private static final double PORTS_BELOW = 43;
    /** So far apart are nodes that are added one after the other. */
    private static final double BESIDE = 60;

    private final Canvas canvas;
    private final Document document;

    NodeAdding(Canvas canvas) {
        this.canvas = canvas;
        document = canvas.document();
    }

    /** Asks for a node, to be put there. */
    void at(Point mouse) {
        Point2D at = canvas.viewport().toCanvas(mouse);
        new SearchPopup(
                        "Add a node",
                        NodeChoice.of(document.desk().catalog().all()),
                        choice -> add(choice, free(corner(at))))
                .with(() ->
                        ComponentChoices.in(document.folder(), document.desk().catalog()))
                .show(canvas, mouse);
    }

    /** Adds a node where it was dropped; on a wire that it fits into, between its ends. */
    void dropped(NodeChoice choice, Point mouse) {
        add(choice, corner(canvas.viewport().toCanvas(mouse)));
        Set<String> added = document.selection().nodes();
        canvas.hits()
                .link(canvas.viewport().toCanvas(mouse), 12)
                .filter(link -> added.size() == 1)
                .flatMap(link -> Insertion.of(document, added.iterator().next(), link))
                .ifPresent(found ->
                        document.edit("Insert node", word(added.iterator().next()), found::into));
    }

    /** Where a node begins whose header is under the mouse. */
    private static Point2D corner(Point2D at) {
        return new Point2D.Double(at.getX() - NodeFace.WIDTH / 2, at.getY() - NodeFace.HEADER / 2);
    }

    /** Who adds several nodes by keys alone has not moved the mouse: each stands beside the one before. */
    private Point2D free(Point2D wanted) {
        Point2D corner = wanted;
        Optional<NodeSight> taken = beginningAt(corner);
        while (taken.isPresent()) {
            corner = new Point2D.Double(taken.get().bounds().getMaxX() + BESIDE, wanted.getY());
            taken = beginningAt(corner);
        }
        return corner;
    }

    private Optional<NodeSight> beginningAt(Point2D corner) {
        Rectangle2D near = new Rectangle2D.Double(
                corner.getX() - NodeFace.WIDTH / 2,
                corner.getY() - NodeFace.HEADER,
                NodeFace.WIDTH,
                2 * NodeFace.HEADER);
        return canvas.scene().nodes(near).stream()
                .filter(node ->
                        near.contains(node.bounds().getX(), node.bounds().getY()))
                .findFirst();
    }

    private void add(NodeChoice choice, Point2D corner) {
        String name = name(choice);
        document.edit("Add " + choice.name(), word(name), workflow -> with(workflow, name, choice, corner));
        document.select(Selection.ofNodes(Set.of(name)));
        canvas.place(name).ifPresent(canvas.viewport()::reveal);
        canvas.requestFocusInWindow();
    }

    /** What is done to a node while it is added is undone together. */
    private static String word(String node) {
        return "add " + node;
    }

    private String name(NodeChoice choice) {
        String id = choice.type().id();
        return Names.unique(
                id.substring(id.indexOf(':') + 1), document.workflow().nodes().keySet());
    }

    private static Workflow with(Workflow workflow, String name, NodeChoice choice, Point2D corner) {
        Place place = new Place(LayoutEdits.snapped(corner.getX()), LayoutEdits.snapped(corner.getY()), Map.of());
        return NodeEdits.add(workflow, name, choice.placed(), place);
    }

    /** Asks for a node that fits the loose end of a wire, to be put there and linked. */
    void linked(Point mouse, LinkTargets targets) {
        Point2D at = canvas.viewport().toCanvas(mouse);
        String title = (targets.fromOutput() ? "Add a node fed by " : "Add a node that feeds ") + targets.anchor();
        new SearchPopup(title, fitting(targets), choice -> link(choice, at, targets))
                .ranked()
                .show(canvas, mouse);
    }

    private List<NodeChoice> fitting(LinkTargets targets) {
        List<Offer> offers = new ArrayList<>();
        for (NodeChoice choice : NodeChoice.of(document.desk().catalog().all())) {
            end(targets, choice, "\u2026")
                    .map(end -> Offer.of(choice, targets.anchor(), end.socket(), end.exact()))
                    .ifPresent(offers::add);
        }
        return offers.stream().sorted(Offer.LIKELY_FIRST).map(Offer::choice).toList();
    }

    /** Where a wire would end at a node to be added. */
    private record End(Socket socket, Arity arity, boolean exact) {}

    private Optional<End> end(LinkTargets targets, NodeChoice choice, String name) {
        Workflow with = targets.workflow().with(name, choice.placed());
        Fitting fitting = document.fitting(with);
        ValueType type = targets.type();
        if (targets.fromOutput()) {
            return fitting.input(targets.anchor(), name, choice.ports().inputs(), type)
                    .map(port -> new End(
                            new Socket(name, port.name()),
                            port.arity(),
                            port.type().equals(type) && port.param().isEmpty()));
        }
        Arity arity = document.ports(targets.anchor().node())
                .input(targets.anchor().port())
                .map(InputPort::arity)
                .orElse(Arity.ONE);
        return fitting.output(name, choice.ports(), targets.anchor(), type)
                .map(port -> new End(
                        new Socket(name, port.name()), arity, port.type().equals(type)));
    }

    private void link(NodeChoice choice, Point2D at, LinkTargets targets) {
        String name = name(choice);
        Optional<End> end = end(targets, choice, name);
        double x = targets.fromOutput() ? at.getX() : at.getX() - NodeFace.WIDTH;
        Point2D corner = new Point2D.Double(x, at.getY() - PORTS_BELOW);
        document.edit("Add " + choice.name(), word(name), workflow -> {
            Workflow added = with(workflow, name, choice, corner);
            return end.map(found -> {
                        Link link = targets.link(found.socket());
                        return LinkEdits.link(added, link, found.arity());
                    })
                    .orElse(added);
        });
        end.ifPresent(found ->
                level(name, targets.fromOutput() ? canvas.input(found.socket()) : canvas.output(found.socket()), at));
        document.select(Selection.ofNodes(Set.of(name)));
        canvas.requestFocusInWindow();
    }

    /** Puts the port itself where the wire was dropped, now that the node is drawn. */
    private void level(String node, Point2D port, Point2D at) {
        Place place = Edits.place(document.workflow(), node);
        double up = LayoutEdits.snapped(place.y() - port.getY() + at.getY());
        Map<String, Place> level = Map.of(node, new Place(place.x(), up, place.extras()));
        document.edit("Add node", word(node), workflow -> LayoutEdits.placed(workflow, level));
    }
}
