package org.quarry.editor.canvas;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Edits;
import org.quarry.editor.document.NodeActivity;
import org.quarry.editor.document.Words;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Wire;

/**
 * One node of a document as it is seen now.
 *
 * @param layer those with a higher one are in front
 * @param x of its left edge
 * @param y of its top edge
 */
record NodeSight(
        Document document,
        String name,
        PlacedNode node,
        NodePorts ports,
        NodeFace face,
        int layer,
        double x,
        double y) {
    NodeActivity activity() {
        return document.activity().of(name);
    }

    boolean selected() {
        return document.selection().nodes().contains(name);
    }

    Rectangle2D bounds() {
        return new Rectangle2D.Double(x, y, face.width(), face.height());
    }

    Optional<NodeDescriptor> descriptor() {
        return document.desk().catalog().find(node.type().id());
    }

    /** What kind of node it is, in a few words. */
    String title() {
        return node.component()
                .map(link -> stem(link.file()))
                .or(() -> descriptor().map(NodeDescriptor::name))
                .orElseGet(() -> node.type().id());
    }

    /** Its own name, where that says more than its title. */
    String ownName() {
        return Words.label(name).equalsIgnoreCase(title()) ? "" : name;
    }

    private static String stem(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return Words.label(name.endsWith(".json") ? name.substring(0, name.length() - 5) : name);
    }

    boolean perStep(OutputPort output) {
        return coming(output).map(Wire::perStep).orElse(false);
    }

    boolean perStep(InputPort input) {
        if (input.demand() == InputPort.Demand.PER_STEP) {
            return true;
        }
        return node.inputs().get(input.name()) instanceof Input.Wires wires
                && wires.from().stream()
                        .anyMatch(from -> document.findings()
                                .wire(from)
                                .map(Wire::perStep)
                                .orElse(false));
    }

    /** What is known of the values that an output will give. */
    Optional<Wire> coming(OutputPort output) {
        return document.findings().wire(new Socket(name, output.name()));
    }

    /** The value of a parameter as a user reads it. */
    String value(InputPort port) {
        return Words.value(port, Edits.value(document.workflow(), name, port));
    }

    /** Where an input's wires end on the canvas. */
    Point2D input(String port) {
        return onCanvas(face.input(port));
    }

    /** Where an output's wires begin on the canvas. */
    Point2D output(String port) {
        return onCanvas(face.output(port));
    }

    private Point2D onCanvas(Point2D at) {
        return new Point2D.Double(x + at.getX(), y + at.getY());
    }
}
