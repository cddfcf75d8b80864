package org.quarry.editor.canvas;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quarry.editor.document.NodeActivity;
import org.quarry.node.Param;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
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
 */
record NodeFace(double width, double height, List<Row> rows, Optional<Rectangle2D> picture, boolean collapsed) {
    static final double HEADER = 28;
    static final double ROW = 22;
    static final double TEXT_ROW = 66;
    static final double MARGIN = 10;
    static final double WIDTH = 220;
    static final double FOOTER = 18;
    /** How far from its middle a port is hit. */
    static final double PORT_REACH = 9;

    NodeFace {
        rows = List.copyOf(rows);
    }

    /** One line of a node. */
    sealed interface Row {
        double top();

        double height();
    }

    /** An input and an output beside each other. */
    record Ports(Optional<InputPort> input, Optional<OutputPort> output, double top, double height) implements Row {}

    /** A parameter, with a port for those who want to wire it. @param linked whether a wire ends there */
    record Parameter(InputPort port, boolean linked, double top, double height) implements Row {}

    /** The face of a node. */
    static NodeFace of(PlacedNode node, NodePorts ports, boolean collapsed, NodeActivity activity) {
        if (collapsed) {
            return new NodeFace(WIDTH, HEADER, List.of(), Optional.empty(), true);
        }
        List<Row> rows = new ArrayList<>();
        List<InputPort> plain =
                ports.inputs().stream().filter(port -> port.param().isEmpty()).toList();
        double y = HEADER + 4;
        for (int i = 0; i < Math.max(plain.size(), ports.outputs().size()); i++) {
            rows.add(new Ports(at(plain, i), at(ports.outputs(), i), y, ROW));
            y += ROW;
        }
        for (InputPort port : ports.inputs()) {
            if (port.param().isPresent()) {
                boolean linked = node.inputs().get(port.name()) instanceof Input.Wires;
                boolean text = !linked && port.param().get().role() == Param.Role.LONG_TEXT;
                double height = text ? TEXT_ROW : ROW;
                rows.add(new Parameter(port, linked, y, height));
                y += height;
            }
        }
        Optional<Rectangle2D> picture = Optional.empty();
        if (activity.preview().isPresent()) {
            double wide = WIDTH - 2 * MARGIN;
            double high = wide
                    * activity.preview().get().height()
                    / activity.preview().get().width();
            picture = Optional.of(new Rectangle2D.Double(MARGIN, y + 4, wide, high));
            y += high + 8;
        }
        return new NodeFace(WIDTH, y + FOOTER, rows, picture, false);
    }

    private static <T> Optional<T> at(List<T> list, int index) {
        return index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
    }

    /** Where the wires of an input end. */
    Point2D input(String name) {
        for (Row row : rows) {
            boolean found = row instanceof Parameter parameter
                            && parameter.port().name().equals(name)
                    || row instanceof Ports ports
                            && ports.input()
                                    .filter(port -> port.name().equals(name))
                                    .isPresent();
            if (found) {
                return new Point2D.Double(0, row.top() + ROW / 2);
            }
        }
        return new Point2D.Double(0, HEADER / 2);
    }

    /** Where the wires of an output begin. */
    Point2D output(String name) {
        for (Row row : rows) {
            if (row instanceof Ports ports
                    && ports.output().filter(port -> port.name().equals(name)).isPresent()) {
                return new Point2D.Double(width, row.top() + ROW / 2);
            }
        }
        return new Point2D.Double(width, HEADER / 2);
    }
}
