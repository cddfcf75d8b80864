package org.quarry.editor.canvas;

import com.mxgraph.model.mxCell;
import com.mxgraph.model.mxGeometry;
import com.mxgraph.model.mxGraphModel;
import com.mxgraph.model.mxIGraphModel;
import com.mxgraph.util.mxPoint;
import com.mxgraph.util.mxRectangle;
import com.mxgraph.util.mxUndoableEdit.mxUndoableChange;
import com.mxgraph.view.mxGraph;
import java.awt.geom.Point2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.quarry.editor.document.Link;

/**
 * The graph as cells of JGraphX at scale 1: a vertex for each node, an edge for each wire. They follow the scene and are
 * never edited themselves; layouts read them.
 */
final class Cells {
    /** Each event of the model would make a view look at every cell; nobody looks at the view. */
    private final mxGraph graph = new mxGraph(new mxGraphModel()) {
        @Override
        public mxRectangle graphModelChanged(mxIGraphModel sender, List<mxUndoableChange> changes) {
            return new mxRectangle();
        }
    };

    private final Map<String, mxCell> nodes = new HashMap<>();
    private final Map<Link, mxCell> wires = new HashMap<>();

    /** The cells. The value of a vertex is its node's name, that of an edge its {@link Link}. */
    mxGraph graph() {
        return graph;
    }

    void begin() {
        graph.getModel().beginUpdate();
    }

    void end() {
        graph.getModel().endUpdate();
    }

    void put(NodeSight node) {
        mxGeometry at = new mxGeometry(
                node.x(), node.y(), node.face().width(), node.face().height());
        mxCell cell = nodes.get(node.name());
        if (cell == null) {
            cell = new mxCell(node.name(), at, "");
            cell.setVertex(true);
            nodes.put(node.name(), cell);
            add(cell);
        } else {
            graph.getModel().setGeometry(cell, at);
        }
    }

    private void add(mxCell cell) {
        Object parent = graph.getDefaultParent();
        graph.getModel().add(parent, cell, graph.getModel().getChildCount(parent));
    }

    void remove(String node) {
        graph.getModel().remove(nodes.remove(node));
    }

    void put(WireSight wire) {
        mxGeometry at = new mxGeometry();
        at.setRelative(true);
        List<Point2D> points = wire.points();
        at.setPoints(points.subList(1, points.size() - 1).stream()
                .map(bend -> new mxPoint(bend.getX(), bend.getY()))
                .toList());
        mxCell cell = wires.get(wire.link());
        if (cell == null) {
            cell = new mxCell(wire.link(), at, "");
            cell.setEdge(true);
            wires.put(wire.link(), cell);
            add(cell);
            mxIGraphModel model = graph.getModel();
            model.setTerminal(cell, nodes.get(wire.link().from().node()), true);
            model.setTerminal(cell, nodes.get(wire.link().to().node()), false);
        } else {
            graph.getModel().setGeometry(cell, at);
        }
    }

    void remove(Link wire) {
        graph.getModel().remove(wires.remove(wire));
    }
}
