package org.quarry.editor.canvas;

import static org.quarry.editor.canvas.NodeFace.FOOTER;
import static org.quarry.editor.canvas.NodeFace.HEADER;
import static org.quarry.editor.canvas.NodeFace.MARGIN;
import static org.quarry.editor.canvas.NodeFace.ROW;
import static org.quarry.editor.canvas.NodeFace.TEXT_ROW;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.editor.document.NodeActivity;
import org.quarry.json.Json;
import org.quarry.node.Param;
import org.quarry.tensor.Picture;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.Layout.Place;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.ParamSpec;
import org.quarry.workflow.PlacedNode;

/** Lays out one node. */
final class FaceBuilder {
    /** So many parameters are always shown. */
    private static final int COMMON = 6;
    /** Ports of a collapsed node are so far apart. */
    private static final double PITCH = 13;
    /** A picture is at most so many times as high as wide. */
    private static final double TALLEST = 1.5;

    private final PlacedNode node;
    private final NodePorts ports;
    private final double width;
    private final boolean collapsed;
    private final boolean open;
    private final List<NodeFace.Row> rows = new ArrayList<>();
    private final Map<String, Point2D> inputs = new HashMap<>();
    private final Map<String, Point2D> outputs = new HashMap<>();
    private double y = HEADER + 4;

    FaceBuilder(PlacedNode node, NodePorts ports, Place place) {
        this.node = node;
        this.ports = ports;
        width = place.extras().get(NodeFace.WIDTH_EXTRA) instanceof Json.Numeral wide
                ? Math.max(
                        NodeFace.NARROWEST,
                        Math.min(NodeFace.WIDEST, wide.value().doubleValue()))
                : NodeFace.WIDTH;
        collapsed = flag(place, "collapsed");
        open = flag(place, NodeFace.OPEN_EXTRA);
    }

    private static boolean flag(Place place, String member) {
        return place.extras().get(member) instanceof Json.Flag flag && flag.value();
    }

    NodeFace build(NodeActivity activity) {
        if (collapsed) {
            return collapsed();
        }
        ports();
        parameters();
        Optional<Rectangle2D> picture = activity.preview().map(this::picture);
        return new NodeFace(width, y + FOOTER, rows, picture, false, inputs, outputs);
    }

    private NodeFace collapsed() {
        List<InputPort> shown = ports.inputs().stream()
                .filter(port -> port.param().isEmpty() || linked(port))
                .toList();
        double high = Math.max(
                HEADER, 4 + PITCH * Math.max(shown.size(), ports.outputs().size()));
        for (int i = 0; i < shown.size(); i++) {
            inputs.put(shown.get(i).name(), new Point2D.Double(0, high * (i + 0.5) / shown.size()));
        }
        for (int i = 0; i < ports.outputs().size(); i++) {
            outputs.put(
                    ports.outputs().get(i).name(),
                    new Point2D.Double(width, high * (i + 0.5) / ports.outputs().size()));
        }
        return new NodeFace(width, high, List.of(), Optional.empty(), true, inputs, outputs);
    }

    private void ports() {
        List<InputPort> plain =
                ports.inputs().stream().filter(port -> port.param().isEmpty()).toList();
        for (int i = 0; i < Math.max(plain.size(), ports.outputs().size()); i++) {
            Optional<InputPort> input = at(plain, i);
            Optional<OutputPort> output = at(ports.outputs(), i);
            rows.add(new NodeFace.Ports(input, output, y, ROW));
            input.ifPresent(port -> inputs.put(port.name(), new Point2D.Double(0, y + ROW / 2)));
            output.ifPresent(port -> outputs.put(port.name(), new Point2D.Double(width, y + ROW / 2)));
            y += ROW;
        }
    }

    private static <T> Optional<T> at(List<T> list, int index) {
        return index < list.size() ? Optional.of(list.get(index)) : Optional.empty();
    }

    private void parameters() {
        List<InputPort> shown = new ArrayList<>();
        List<InputPort> seldom = new ArrayList<>();
        for (InputPort port : ports.inputs()) {
            if (port.param().isPresent()) {
                boolean common =
                        shown.size() + seldom.size() < COMMON || node.inputs().containsKey(port.name());
                (common ? shown : seldom).add(port);
            }
        }
        if (seldom.size() == 1) {
            shown.add(seldom.remove(0));
        }
        shown.forEach(this::parameter);
        if (!seldom.isEmpty()) {
            rows.add(new NodeFace.Fold(seldom.size(), open, y, ROW));
            seldom.forEach(port -> inputs.put(port.name(), new Point2D.Double(0, y + ROW / 2)));
            y += ROW;
            if (open) {
                seldom.forEach(this::parameter);
            }
        }
    }

    private void parameter(InputPort port) {
        boolean linked = linked(port);
        boolean text = !linked && port.param().filter(FaceBuilder::longText).isPresent();
        double high = text ? TEXT_ROW : ROW;
        rows.add(new NodeFace.Parameter(port, linked, y, high));
        inputs.put(port.name(), new Point2D.Double(0, y + ROW / 2));
        y += high;
    }

    private static boolean longText(ParamSpec param) {
        return param.role() == Param.Role.LONG_TEXT;
    }

    private boolean linked(InputPort port) {
        return node.inputs().get(port.name()) instanceof Input.Wires;
    }

    private Rectangle2D picture(Picture picture) {
        double wide = width - 2 * MARGIN;
        double high = wide * picture.height() / picture.width();
        if (high > TALLEST * wide) {
            high = TALLEST * wide;
            wide = high * picture.width() / picture.height();
        }
        Rectangle2D at = new Rectangle2D.Double((width - wide) / 2, y + 4, wide, high);
        y += high + 8;
        return at;
    }
}
