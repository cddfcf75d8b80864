package org.quarry.editor.canvas;

import com.mxgraph.view.mxGraph;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quarry.editor.document.Bends;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.Link;
import org.quarry.workflow.Input;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/**
 * What of a document is drawn and where. It follows the document and is never edited itself; an edit costs what it
 * changes. Zooming and scrolling are the canvas's affair.
 */
final class Scene {
    private static final TypeLook UNKNOWN = new TypeLook(Color.GRAY, 2);

    private final Document document;
    private final Cells cells = new Cells();
    private final Map<String, NodeSight> nodes = new LinkedHashMap<>();
    private final Map<Link, WireSight> wires = new LinkedHashMap<>();
    private final Map<String, Set<Link>> wiresOf = new HashMap<>();
    private final SpatialIndex<String> nodePlaces = new SpatialIndex<>();
    private final SpatialIndex<Link> wirePlaces = new SpatialIndex<>();
    private int layers;

    Scene(Document document) {
        this.document = document;
        follow(Workflow.empty(""));
    }

    /** Follows a change of the document. */
    void follow(Workflow before) {
        Workflow after = document.workflow();
        cells.begin();
        try {
            Set<String> moved = changed(before, after);
            Set<Link> stale = new LinkedHashSet<>();
            for (String name : moved) {
                stale.addAll(wiresOf.getOrDefault(name, Set.of()));
                stale.addAll(linksInto(after, name));
            }
            stale.addAll(linksFromNew(after, moved));
            dropGone(after, stale);
            moved.forEach(name -> after.find(name).ifPresent(node -> place(name, node)));
            stale.forEach(this::wire);
        } finally {
            cells.end();
        }
    }

    /** The nodes that were added, taken away, moved or edited. */
    private Set<String> changed(Workflow before, Workflow after) {
        Set<String> changed = new LinkedHashSet<>();
        Map<String, Place> placesBefore = before.layout().places();
        Map<String, Place> placesAfter = after.layout().places();
        after.nodes().forEach((name, node) -> {
            boolean same = before.nodes().get(name) == node && placesBefore.get(name) == placesAfter.get(name);
            if (!same || !nodes.containsKey(name)) {
                changed.add(name);
            }
        });
        nodes.keySet().stream().filter(name -> !after.nodes().containsKey(name)).forEach(changed::add);
        if (before.nodes() != after.nodes()) {
            addUnknown(changed);
        }
        return changed;
    }

    /** The ports of unknown nodes are those that others use. */
    private void addUnknown(Set<String> changed) {
        nodes.values().stream().filter(node -> !node.ports().known()).forEach(node -> changed.add(node.name()));
    }

    /** Wires may have waited for a node to come. */
    private Set<Link> linksFromNew(Workflow after, Set<String> moved) {
        Set<String> added = new LinkedHashSet<>(moved);
        added.removeAll(nodes.keySet());
        added.retainAll(after.nodes().keySet());
        Set<Link> links = new LinkedHashSet<>();
        if (!added.isEmpty()) {
            Link.of(after).stream()
                    .filter(link -> added.contains(link.from().node()))
                    .forEach(links::add);
        }
        return links;
    }

    private void dropGone(Workflow after, Set<Link> stale) {
        for (Link link : List.copyOf(stale)) {
            boolean there = linksInto(after, link.to().node()).contains(link)
                    && after.nodes().containsKey(link.from().node());
            if (!there) {
                stale.remove(link);
                if (wires.remove(link) != null) {
                    wirePlaces.remove(link);
                    cells.remove(link);
                    forget(link.from().node(), link);
                    forget(link.to().node(), link);
                }
            }
        }
        for (String name : List.copyOf(nodes.keySet())) {
            if (!after.nodes().containsKey(name)) {
                nodes.remove(name);
                nodePlaces.remove(name);
                cells.remove(name);
            }
        }
    }

    private void forget(String node, Link link) {
        Set<Link> links = wiresOf.get(node);
        if (links != null && links.remove(link) && links.isEmpty()) {
            wiresOf.remove(node);
        }
    }

    private static Set<Link> linksInto(Workflow workflow, String name) {
        Set<Link> links = new LinkedHashSet<>();
        workflow.find(name)
                .ifPresent(node -> node.inputs().forEach((port, input) -> {
                    if (input instanceof Input.Wires incoming) {
                        incoming.from().forEach(from -> links.add(new Link(from, new Socket(name, port))));
                    }
                }));
        return links;
    }

    /** The faces of some nodes may have changed, as when a picture came. */
    void refresh(Set<String> changed) {
        cells.begin();
        try {
            for (String name : changed) {
                NodeSight before = nodes.get(name);
                if (before != null && before.face().fits(document.activity().of(name))) {
                    continue;
                }
                document.workflow().find(name).ifPresent(node -> place(name, node));
                NodeSight after = nodes.get(name);
                if (before != null && after != null && !before.face().equals(after.face())) {
                    wiresOf.getOrDefault(name, Set.of()).forEach(this::wire);
                }
            }
        } finally {
            cells.end();
        }
    }

    private void place(String name, PlacedNode node) {
        Place at = Edits.place(document.workflow(), name);
        NodeSight known = nodes.get(name);
        int layer = known == null ? layers++ : known.layer();
        var ports = document.ports(name);
        NodeFace face = NodeFace.of(node, ports, at, document.activity().of(name));
        NodeSight sight = new NodeSight(document, name, node, ports, face, layer, at.x(), at.y());
        nodes.put(name, sight);
        nodePlaces.put(name, sight.bounds());
        cells.put(sight);
    }

    private void wire(Link link) {
        NodeSight from = nodes.get(link.from().node());
        NodeSight to = nodes.get(link.to().node());
        if (from == null || to == null) {
            return;
        }
        List<Point2D> points = new ArrayList<>();
        points.add(from.output(link.from().port()));
        points.addAll(Bends.of(document.workflow(), link));
        points.add(to.input(link.to().port()));
        TypeLook look = from.ports()
                .output(link.from().port())
                .map(port -> TypeLook.of(port.type(), port.kind()))
                .orElse(UNKNOWN);
        WireSight sight = WireSight.of(link, points, look);
        wires.put(link, sight);
        wirePlaces.put(link, sight.bounds());
        wiresOf.computeIfAbsent(link.from().node(), name -> new LinkedHashSet<>())
                .add(link);
        wiresOf.computeIfAbsent(link.to().node(), name -> new LinkedHashSet<>()).add(link);
        cells.put(sight);
    }

    Document document() {
        return document;
    }

    /** All nodes, those in front last. */
    List<NodeSight> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The nodes that touch an area, those in front last. */
    List<NodeSight> nodes(Rectangle2D area) {
        List<NodeSight> found = new ArrayList<>();
        for (String name : nodePlaces.touching(area)) {
            node(name).ifPresent(found::add);
        }
        found.sort(Comparator.comparingInt(NodeSight::layer));
        return found;
    }

    /** The wires that come near an area. */
    List<WireSight> wires(Rectangle2D area) {
        List<WireSight> found = new ArrayList<>();
        for (Link link : wirePlaces.touching(area)) {
            find(link).ifPresent(found::add);
        }
        return found;
    }

    /** The wires that begin or end at a node. */
    Set<Link> wiresOf(String node) {
        return Set.copyOf(wiresOf.getOrDefault(node, Set.of()));
    }

    /** Where a node is; empty if it is not drawn. */
    Rectangle2D bounds(String name) {
        return node(name).map(NodeSight::bounds).orElseGet(Rectangle2D.Double::new);
    }

    Optional<NodeSight> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    /** Where an output's wires begin. @throws IllegalArgumentException if there is no such node */
    Point2D output(Socket at) {
        return drawn(at.node()).output(at.port());
    }

    /** Where an input's wires end. @throws IllegalArgumentException if there is no such node */
    Point2D input(Socket at) {
        return drawn(at.node()).input(at.port());
    }

    private NodeSight drawn(String name) {
        return node(name).orElseThrow(() -> new IllegalArgumentException("node '" + name + "' is not drawn"));
    }

    Set<Link> links() {
        return Set.copyOf(wires.keySet());
    }

    Optional<WireSight> find(Link link) {
        return Optional.ofNullable(wires.get(link));
    }

    /** The points of a wire, from its beginning over its bends to its end; none if it is not drawn. */
    List<Point2D> points(Link link) {
        return find(link).map(WireSight::points).orElse(List.of());
    }

    /** The graph as JGraphX knows it, for its layouts: vertices hold the names of nodes, edges their {@link Link}. */
    mxGraph graph() {
        return cells.graph();
    }

    /** The smallest rectangle that holds all nodes, frames and notes; empty if there is nothing. */
    Rectangle2D extent() {
        List<Rectangle2D> all = new ArrayList<>();
        nodes.values().forEach(node -> all.add(node.bounds()));
        document.workflow()
                .layout()
                .frames()
                .forEach(frame -> all.add(new Rectangle2D.Double(frame.x(), frame.y(), frame.width(), frame.height())));
        document.workflow().layout().notes().forEach(note -> all.add(NotePainter.bounds(note)));
        return all.stream().reduce(Rectangle2D::createUnion).orElseGet(Rectangle2D.Double::new);
    }
}
