package org.quarry.editor.canvas;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.workflow.Layout;

/** Paints the part of a scene that is seen: grid, frames, notes, wires, nodes, and what matters now on top of them. */
final class CanvasPainter {
    private static final double GRID = 20;
    private static final double GRID_SEEN = 0.35;

    private final Scene scene;
    private final View view;

    CanvasPainter(Scene scene, View view) {
        this.scene = scene;
        this.view = view;
    }

    /** Paints into a context in canvas units. */
    void paint(Graphics2D g) {
        quality(g);
        grid(g, view.theme().grid());
        sheets(g);
        Document document = scene.document();
        WirePainter wires = new WirePainter(view, document);
        // A thin wire crosses everything that is seen from afar; smoothing it costs more than it shows.
        smooth(g, view.curved());
        List<WireSight> seen = scene.wires(view.area());
        seen.forEach(wire -> wires.paint(g, wire));
        smooth(g, view.readable());
        double slowest = view.heat() ? slowest(document) : 0;
        NodePainter painter = new NodePainter(view, slowest);
        AffineTransform before = g.getTransform();
        for (NodeSight node : nodes()) {
            g.translate(node.x(), node.y());
            painter.paint(g, node);
            g.setTransform(before);
        }
        if (view.readable()) {
            seen.forEach(wire -> wires.shine(g, wire));
        }
        smooth(g, true);
        highlights(g, wires);
    }

    private static void quality(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    private static void smooth(Graphics2D g, boolean smooth) {
        g.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING,
                smooth ? RenderingHints.VALUE_ANTIALIAS_ON : RenderingHints.VALUE_ANTIALIAS_OFF);
    }

    private static double slowest(Document document) {
        return document.activity().nodes().stream()
                .mapToDouble(node -> document.activity().of(node).millis())
                .max()
                .orElse(0);
    }

    /** The nodes to be painted; some things of a node lie a little outside it. */
    private List<NodeSight> nodes() {
        Rectangle2D area = view.area();
        return scene.nodes(new Rectangle2D.Double(
                area.getX() - 14, area.getY() - 14, area.getWidth() + 28, area.getHeight() + 28));
    }

    private void grid(Graphics2D g, Color colour) {
        if (view.scale() < GRID_SEEN) {
            return;
        }
        Rectangle2D area = view.area();
        smooth(g, false);
        g.setColor(colour);
        double dot = 1.4 / view.scale();
        Rectangle2D.Double at = new Rectangle2D.Double(0, 0, dot, dot);
        for (at.x = Math.floor(area.getX() / GRID) * GRID; at.x < area.getMaxX(); at.x += GRID) {
            for (at.y = Math.floor(area.getY() / GRID) * GRID; at.y < area.getMaxY(); at.y += GRID) {
                g.fill(at);
            }
        }
    }

    private void sheets(Graphics2D g) {
        smooth(g, true);
        Document document = scene.document();
        Layout layout = document.workflow().layout();
        for (int i = 0; i < layout.frames().size(); i++) {
            Layout.Frame frame = layout.frames().get(i);
            if (view.area().intersects(frame.x() - 2, frame.y() - 2, frame.width() + 4, frame.height() + 4)) {
                FramePainter.paint(g, view, frame, document.selection().frames().contains(i));
            }
        }
        for (int i = 0; i < layout.notes().size(); i++) {
            Layout.Note note = layout.notes().get(i);
            if (view.area().intersects(NotePainter.bounds(note))) {
                NotePainter.paint(g, view, note, document.selection().notes().contains(i));
            }
        }
    }

    /** Wires that are selected or pointed at, and those of selected nodes, shine through what they pass under. */
    private void highlights(Graphics2D g, WirePainter wires) {
        Document document = scene.document();
        Set<Link> chosen = document.selection().links();
        Set<Link> shown = new LinkedHashSet<>(chosen);
        view.hover().link().ifPresent(shown::add);
        if (view.curved()) {
            document.selection().nodes().forEach(node -> shown.addAll(scene.wiresOf(node)));
        }
        for (Link link : shown) {
            scene.find(link)
                    .filter(wire -> view.area().intersects(wire.bounds()) || chosen.contains(link))
                    .ifPresent(wire -> wires.highlight(g, wire, chosen.contains(link)));
        }
    }
}
