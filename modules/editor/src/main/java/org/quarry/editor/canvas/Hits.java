package org.quarry.editor.canvas;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.Selection;
import org.quarry.workflow.Layout.Frame;
import org.quarry.workflow.Layout.Note;
import org.quarry.workflow.Socket;

/** What is at a place of the canvas. All places are in canvas units. */
final class Hits {
    /** The height of a frame's title, by which it is taken hold of. */
    static final double FRAME_TITLE = 26;

    private static final double EDGE = 6;

    private final Scene scene;

    Hits(Scene scene) {
        this.scene = scene;
    }

    /** A port. @param at its middle on the canvas */
    record PortSpot(Socket socket, boolean output, Point2D at) {}

    /** A parameter that can be edited in place. @param area of its field on the canvas */
    record FieldSpot(NodeSight node, NodeFace.Parameter row, Rectangle2D area) {
        Socket socket() {
            return new Socket(node.name(), row.port().name());
        }
    }

    /** A bend of a wire. @param index among its bends */
    record BendSpot(Link link, int index) {}

    /** The node at a place; the one in front if there are several. */
    Optional<NodeSight> node(Point2D at) {
        List<NodeSight> there = scene.nodes(around(at, 0));
        return there.isEmpty() ? Optional.empty() : Optional.of(there.get(there.size() - 1));
    }

    /** The port that is nearest to a place, if one is within reach. */
    Optional<PortSpot> port(Point2D at, double reach) {
        List<PortSpot> near = new ArrayList<>();
        for (NodeSight node : scene.nodes(around(at, reach))) {
            near.addAll(ports(node, node.face().inputs(), false));
            near.addAll(ports(node, node.face().outputs(), true));
        }
        return near.stream()
                .filter(port -> port.at().distance(at) <= reach)
                .min(Comparator.comparingDouble(port -> port.at().distance(at)));
    }

    private static List<PortSpot> ports(NodeSight node, Map<String, Point2D> ports, boolean output) {
        return ports.entrySet().stream()
                .map(entry -> new PortSpot(
                        new Socket(node.name(), entry.getKey()),
                        output,
                        output ? node.output(entry.getKey()) : node.input(entry.getKey())))
                .toList();
    }

    /** The field at a place. */
    Optional<FieldSpot> field(Point2D at) {
        return node(at).flatMap(node -> row(node, at)
                .filter(NodeFace.Parameter.class::isInstance)
                .map(NodeFace.Parameter.class::cast)
                .filter(row -> !row.linked())
                .map(row -> spot(node, row))
                .filter(spot -> spot.area().contains(at)));
    }

    /** The field of a node's parameter, if it is shown. */
    Optional<FieldSpot> field(Socket parameter) {
        return scene.node(parameter.node())
                .flatMap(node -> node.face().parameters().stream()
                        .filter(row -> !row.linked() && row.port().name().equals(parameter.port()))
                        .map(row -> spot(node, row))
                        .findFirst());
    }

    private static FieldSpot spot(NodeSight node, NodeFace.Parameter row) {
        Rectangle2D field = row.field(node.face().width());
        return new FieldSpot(
                node,
                row,
                new Rectangle2D.Double(
                        node.x() + field.getX(), node.y() + field.getY(), field.getWidth(), field.getHeight()));
    }

    /** The node at whose fold a place is. */
    Optional<NodeSight> fold(Point2D at) {
        return node(at).filter(node ->
                row(node, at).filter(NodeFace.Fold.class::isInstance).isPresent());
    }

    /** The node at whose right edge a place is, by which it is made wider. */
    Optional<NodeSight> rightEdge(Point2D at) {
        return node(new Point2D.Double(at.getX() - EDGE / 2, at.getY()))
                .filter(node -> at.getX() >= node.bounds().getMaxX() - EDGE / 2);
    }

    private static Optional<NodeFace.Row> row(NodeSight node, Point2D at) {
        return node.face().row(at.getY() - node.y());
    }

    /** The wire that is nearest to a place, if one is within reach. */
    Optional<Link> link(Point2D at, double reach) {
        return scene.wires(around(at, reach)).stream()
                .filter(wire -> wire.distance(at) <= reach)
                .min(Comparator.comparingDouble(wire -> wire.distance(at)))
                .map(WireSight::link);
    }

    /** The bend within reach of a place. */
    Optional<BendSpot> bend(Point2D at, double reach) {
        for (WireSight wire : scene.wires(around(at, reach))) {
            for (int i = 1; i < wire.points().size() - 1; i++) {
                if (wire.points().get(i).distance(at) <= reach) {
                    return Optional.of(new BendSpot(wire.link(), i - 1));
                }
            }
        }
        return Optional.empty();
    }

    /** The frame whose title or border is at a place, by its index in the layout; what is within it is the canvas. */
    Optional<Integer> frame(Point2D at) {
        List<Frame> frames = scene.document().workflow().layout().frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame frame = frames.get(i);
            Rectangle2D outside = new Rectangle2D.Double(
                    frame.x() - EDGE / 2, frame.y() - EDGE / 2, frame.width() + EDGE, frame.height() + EDGE);
            Rectangle2D inside = new Rectangle2D.Double(
                    frame.x() + EDGE / 2,
                    frame.y() + FRAME_TITLE,
                    frame.width() - EDGE,
                    frame.height() - FRAME_TITLE - EDGE / 2);
            if (outside.contains(at) && !inside.contains(at)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The frame at whose lower right corner a place is, by which it is resized. */
    Optional<Integer> frameCorner(Point2D at) {
        List<Frame> frames = scene.document().workflow().layout().frames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame frame = frames.get(i);
            if (at.distance(frame.x() + frame.width(), frame.y() + frame.height()) <= 2 * EDGE) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The note at a place, by its index in the layout. */
    Optional<Integer> note(Point2D at) {
        List<Note> notes = scene.document().workflow().layout().notes();
        for (int i = notes.size() - 1; i >= 0; i--) {
            if (NotePainter.bounds(notes.get(i)).contains(at)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static Rectangle2D around(Point2D at, double reach) {
        return new Rectangle2D.Double(at.getX() - reach, at.getY() - reach, 2 * reach, 2 * reach);
    }

    /** The smallest rectangle around what is selected; empty if nothing is. */
    Rectangle2D bounds(Selection chosen) {
        List<Rectangle2D> all = new ArrayList<>();
        chosen.nodes().forEach(node -> all.add(scene.bounds(node)));
        chosen.links().forEach(link -> scene.find(link).ifPresent(wire -> all.add(wire.bounds())));
        chosen.frames().forEach(index -> {
            Frame frame = scene.document().workflow().layout().frames().get(index);
            all.add(new Rectangle2D.Double(frame.x(), frame.y(), frame.width(), frame.height()));
        });
        chosen.notes()
                .forEach(index -> all.add(NotePainter.bounds(
                        scene.document().workflow().layout().notes().get(index))));
        return all.stream().reduce(Rectangle2D::createUnion).orElseGet(Rectangle2D.Double::new);
    }
}
