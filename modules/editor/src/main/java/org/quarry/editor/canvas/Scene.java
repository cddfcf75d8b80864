package org.quarry.editor.canvas;

import com.mxgraph.model.mxCell;
import com.mxgraph.model.mxGeometry;
import com.mxgraph.model.mxGraphModel;
import com.mxgraph.util.mxPoint;
import com.mxgraph.view.mxCellState;
import com.mxgraph.view.mxGraph;
import com.mxgraph.view.mxGraphView;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.json.Json;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/**
 * What of a document is drawn, as cells of JGraphX at scale 1: a vertex for each node, an edge for each wire. It follows
 * the document and is never edited itself; zooming and scrolling are the pane's affair.
 */
final class Scene {
    private final Document document;
    private final mxGraph graph = new mxGraph(new mxGraphModel()) {
        @Override
        protected mxGraphView createGraphView() {
            return new Wiring(this);
        }
    };
    private final Map<String, mxCell> nodes = new LinkedHashMap<>();
    private final Map<Link, mxCell> wires = new LinkedHashMap<>();
    private final Map<String, NodeSight> sights = new HashMap<>();

    Scene(Document document) {
        this.document = document;
        graph.getModel().beginUpdate();
        update(Workflow.empty(""));
        graph.getModel().endUpdate();
    }

    /** Lets wires end at ports instead of somewhere at the outline. */
    private final class Wiring extends mxGraphView {
        Wiring(mxGraph graph) {
            super(graph);
        }

        @Override
        public void updateFixedTerminalPoints(mxCellState edge, mxCellState source, mxCellState target) {
            Link link = (Link) ((mxCell) edge.getCell()).getValue();
            edge.setAbsoluteTerminalPoint(point(start(link)), true);
            edge.setAbsoluteTerminalPoint(point(end(link)), false);
        }

        private static mxPoint point(Point2D at) {
            return new mxPoint(at.getX(), at.getY());
        }
    }

    /** Follows a change of the document. */
    void follow(Workflow before) {
        graph.getModel().beginUpdate();
        try {
            update(before);
        } finally {
            graph.getModel().endUpdate();
        }
    }

    /** The faces of some nodes may have changed, as when a picture came. */
    void refresh(Set<String> changed) {
        graph.getModel().beginUpdate();
        try {
            for (String name : changed) {
                document.workflow().find(name).ifPresent(node -> place(name, node));
            }
        } finally {
            graph.getModel().endUpdate();
        }
    }

    private void update(Workflow before) {
        Workflow after = document.workflow();
        for (String name : List.copyOf(nodes.keySet())) {
            if (!after.nodes().containsKey(name)) {
                graph.getModel().remove(nodes.remove(name));
                sights.remove(name);
            }
        }
        after.nodes().forEach((name, node) -> {
            boolean same = nodes.containsKey(name)
                    && before.nodes().get(name) == node
                    && before.layout().places().get(name)
                            == after.layout().places().get(name);
            if (!same) {
                place(name, node);
            }
        });
        if (!before.nodes().equals(after.nodes())) {
            rewire();
        }
    }

    private void place(String name, PlacedNode node) {
        Place at = document.workflow().layout().places().getOrDefault(name, new Place(0, 0, Map.of()));
        boolean collapsed = at.extras().get("collapsed") instanceof Json.Flag flag && flag.value();
        var ports = document.ports(name);
        NodeFace face = NodeFace.of(node, ports, collapsed, document.activity().of(name));
        sights.put(name, new NodeSight(document, name, node, ports, face));
        mxGeometry geometry = new mxGeometry(at.x(), at.y(), face.width(), face.height());
        mxCell cell = nodes.get(name);
        if (cell == null) {
            mxCell made = new mxCell(name, geometry, "shape=quarryNode");
            made.setVertex(true);
            nodes.put(name, made);
            graph.addCell(made);
        } else {
            graph.getModel().setGeometry(cell, geometry);
        }
    }

    private void rewire() {
        Set<Link> links = new HashSet<>(Link.of(document.workflow()));
        for (Link link : List.copyOf(wires.keySet())) {
            if (!links.contains(link)) {
                graph.getModel().remove(wires.remove(link));
            }
        }
        for (Link link : links) {
            mxCell from = nodes.get(link.from().node());
            mxCell to = nodes.get(link.to().node());
            if (from != null && to != null && !wires.containsKey(link)) {
                mxCell edge = new mxCell(link, new mxGeometry(), "shape=quarryWire");
                edge.setEdge(true);
                edge.getGeometry().setRelative(true);
                wires.put(link, edge);
                graph.addEdge(edge, graph.getDefaultParent(), from, to, null);
            }
        }
    }

    /** All nodes, those in front last. */
    List<NodeSight> nodes() {
        List<NodeSight> all = new ArrayList<>();
        nodes.keySet().forEach(name -> node(name).ifPresent(all::add));
        return all;
    }

    /** Where a node is. */
    Rectangle2D bounds(String name) {
        mxCell cell = nodes.get(name);
        mxCellState state = cell == null ? null : graph.getView().getState(cell);
        return state == null ? new Rectangle2D.Double() : state.getRectangle();
    }

    Optional<NodeSight> node(String name) {
        return Optional.ofNullable(sights.get(name));
    }

    Set<Link> links() {
        return wires.keySet();
    }

    Point2D start(Link link) {
        return output(link.from());
    }

    Point2D end(Link link) {
        return input(link.to());
    }

    Point2D output(Socket at) {
        return port(at.node(), face -> face.output(at.port()));
    }

    Point2D input(Socket at) {
        return port(at.node(), face -> face.input(at.port()));
    }

    private Point2D port(String name, java.util.function.Function<NodeFace, Point2D> within) {
        mxCell cell = nodes.get(name);
        NodeSight sight = sights.get(name);
        if (cell == null || sight == null) {
            throw new IllegalArgumentException("node '" + name + "' is not drawn");
        }
        mxGeometry at = cell.getGeometry();
        Point2D port = within.apply(sight.face());
        return new Point2D.Double(at.getX() + port.getX(), at.getY() + port.getY());
    }

    /** The points of a wire, from its beginning over its bends to its end. */
    List<Point2D> points(Link link) {
        mxCellState state = graph.getView().getState(wires.get(link));
        if (state == null) {
            return List.of();
        }
        List<Point2D> points = new ArrayList<>();
        state.getAbsolutePoints().forEach(point -> points.add(point.getPoint()));
        return points;
    }

    /** The smallest rectangle that holds everything; empty if there is nothing. */
    Rectangle2D extent() {
        Rectangle2D all = null;
        for (String name : nodes.keySet()) {
            Rectangle2D one = bounds(name);
            all = all == null ? one : all.createUnion(one);
        }
        return all == null ? new Rectangle2D.Double() : all;
    }
}
