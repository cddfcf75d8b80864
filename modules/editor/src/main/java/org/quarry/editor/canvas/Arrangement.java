package org.quarry.editor.canvas;

import com.mxgraph.layout.hierarchical.mxHierarchicalLayout;
import com.mxgraph.model.mxCell;
import com.mxgraph.model.mxGeometry;
import com.mxgraph.model.mxGraphModel;
import com.mxgraph.view.mxGraph;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.swing.SwingConstants;
import org.quarry.editor.document.LayoutEdits;
import org.quarry.editor.document.Link;

/** Lays nodes out in layers from left to right, so that wires run forward and cross little. */
final class Arrangement {
    private static final double BETWEEN_LAYERS = 80;
    private static final double BETWEEN_NODES = 40;

    private final Scene scene;

    Arrangement(Scene scene) {
        this.scene = scene;
    }

    /** The upper left corners of nodes; the group stays where its own corner is. */
    Map<String, Point2D> of(Set<String> nodes) {
        mxGraph graph = new mxGraph(new mxGraphModel());
        Map<String, mxCell> cells = cells(graph, nodes);
        if (cells.isEmpty()) {
            return Map.of();
        }
        mxHierarchicalLayout layout = new mxHierarchicalLayout(graph, SwingConstants.WEST);
        layout.setInterRankCellSpacing(BETWEEN_LAYERS);
        layout.setIntraCellSpacing(BETWEEN_NODES);
        layout.setInterHierarchySpacing(BETWEEN_NODES);
        layout.setDisableEdgeStyle(false);
        layout.execute(graph.getDefaultParent());
        return corners(cells);
    }

    private Map<String, mxCell> cells(mxGraph graph, Set<String> nodes) {
        Map<String, mxCell> cells = new LinkedHashMap<>();
        graph.getModel().beginUpdate();
        for (NodeSight node : scene.nodes()) {
            if (nodes.contains(node.name())) {
                Rectangle2D at = node.bounds();
                mxCell cell = new mxCell(
                        node.name(), new mxGeometry(at.getX(), at.getY(), at.getWidth(), at.getHeight()), "");
                cell.setVertex(true);
                cells.put(node.name(), cell);
                graph.addCell(cell);
            }
        }
        for (Link link : scene.links()) {
            mxCell from = cells.get(link.from().node());
            mxCell to = cells.get(link.to().node());
            if (from != null && to != null) {
                mxCell edge = new mxCell(link, new mxGeometry(), "");
                edge.setEdge(true);
                graph.addEdge(edge, graph.getDefaultParent(), from, to, null);
            }
        }
        graph.getModel().endUpdate();
        return cells;
    }

    private Map<String, Point2D> corners(Map<String, mxCell> cells) {
        double left = least(cells, true);
        double top = least(cells, false);
        double startX = cells.keySet().stream()
                .mapToDouble(node -> scene.bounds(node).getX())
                .min()
                .orElse(0);
        double startY = cells.keySet().stream()
                .mapToDouble(node -> scene.bounds(node).getY())
                .min()
                .orElse(0);
        Map<String, Point2D> corners = new LinkedHashMap<>();
        cells.forEach((node, cell) -> corners.put(
                node,
                new Point2D.Double(
                        LayoutEdits.snapped(cell.getGeometry().getX() - left + startX),
                        LayoutEdits.snapped(cell.getGeometry().getY() - top + startY))));
        return corners;
    }

    private static double least(Map<String, mxCell> cells, boolean x) {
        return cells.values().stream()
                .mapToDouble(cell ->
                        x ? cell.getGeometry().getX() : cell.getGeometry().getY())
                .min()
                .orElse(0);
    }
}
