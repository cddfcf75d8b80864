package org.quarry.editor.canvas;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.editor.document.NodeActivity;
import org.quarry.tensor.Picture;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.PlacedNode;

/**
 * Where things are on one node, in canvas units from its upper left corner: the title, a row for each pair of ports, a row
 * for each parameter, the picture, the line with what it cost. Painting, hit tests and wires all ask this.
 *
 * @param width of the node
 * @param height of the node
 * @param rows from top to bottom
 * @param picture where its picture is shown; empty if it has none
 * @param collapsed whether only the title is shown
 * @param inputs where wires end, by input; inputs that are folded away share a place
 * @param outputs where wires begin, by output
 */
record NodeFace(
        double width,
        double height,
        List<Row> rows,
        Optional<Rectangle2D> picture,
        boolean collapsed,
        Map<String, Point2D> inputs,
        Map<String, Point2D> outputs) {
    static final double HEADER = 28;
    static final double ROW = 22;
    static final double TEXT_ROW = 78;
    static final double MARGIN = 10;
    static final double WIDTH = 220;
    static final double NARROWEST = 140;
    static final double WIDEST = 800;
    static final double FOOTER = 18;
    /** How far from its middle a port is hit. */
    static final double PORT_REACH = 9;
    /** The member of a place's extras that holds a node's width. */
    static final String WIDTH_EXTRA = "width";
    /** The member of a place's extras that tells whether folded parameters are shown. */
    static final String OPEN_EXTRA = "open";

    NodeFace {
        rows = List.copyOf(rows);
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
    }

    /** One line of a node. */
    sealed interface Row {
        double top();

        double height();
    }

    /** An input and an output beside each other. */
    record Ports(Optional<InputPort> input, Optional<OutputPort> output, double top, double height) implements Row {}

    /** A parameter, with a port for those who want to wire it. @param linked whether a wire ends there */
    record Parameter(InputPort port, boolean linked, double top, double height) implements Row {
        /** Where its value is shown and edited. */
        Rectangle2D field(double width) {
            return new Rectangle2D.Double(MARGIN, top + 2, width - 2 * MARGIN, height - 4);
        }
    }

    /** Shows or folds the parameters that are seldom changed. @param count of them  @param open whether they are shown */
    record Fold(int count, boolean open, double top, double height) implements Row {}

    /** The face of a node. */
    static NodeFace of(PlacedNode node, NodePorts ports, Place place, NodeActivity activity) {
        return new FaceBuilder(node, ports, place).build(activity);
    }

    /** Whether it would be the same for what is known of its node's run now: it is, unless a picture came, went or grew. */
    boolean fits(NodeActivity activity) {
        if (picture.isEmpty() || activity.preview().isEmpty()) {
            return collapsed || picture.isPresent() == activity.preview().isPresent();
        }
        Picture shown = activity.preview().get();
        double high = picture.get().getWidth() * shown.height() / shown.width();
        return Math.abs(high - picture.get().getHeight()) < 0.01;
    }

    /** Where the wires of an input end. */
    Point2D input(String name) {
        Point2D at = inputs.get(name);
        return at == null ? new Point2D.Double(0, HEADER / 2) : at;
    }

    /** Where the wires of an output begin. */
    Point2D output(String name) {
        Point2D at = outputs.get(name);
        return at == null ? new Point2D.Double(width, HEADER / 2) : at;
    }

    /** The row at a height. */
    Optional<Row> row(double y) {
        return rows.stream()
                .filter(row -> row.top() <= y && y < row.top() + row.height())
                .findFirst();
    }

    /** The rows of parameters. */
    List<Parameter> parameters() {
        return rows.stream()
                .filter(Parameter.class::isInstance)
                .map(Parameter.class::cast)
                .toList();
    }
}
