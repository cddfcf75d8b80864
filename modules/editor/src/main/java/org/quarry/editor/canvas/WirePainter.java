package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.HashMap;
import java.util.Map;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.workflow.Wire;

/** Paints wires: solid for what is computed once, dashed for what is computed at every step. */
final class WirePainter {
    private static final double HALO = 3;
    private static final Map<Float, Stroke> HALOS = new HashMap<>();

    private final View view;
    private final Document document;

    WirePainter(View view, Document document) {
        this.view = view;
        this.document = document;
    }

    /** Behind the nodes. */
    void paint(Graphics2D g, WireSight wire) {
        Color colour = view.theme().ink(wire.look().colour());
        if (!view.curved()) {
            Point2D from = wire.points().get(0);
            Point2D to = wire.points().get(wire.points().size() - 1);
            g.setColor(CanvasTheme.mix(view.theme().background(), colour, 0.6));
            g.draw(new Line2D.Double(from, to));
            return;
        }
        if (view.readable()) {
            // Where wires cross, the one in front interrupts the other.
            g.setColor(view.theme().background());
            g.setStroke(HALOS.computeIfAbsent(
                    wire.look().width(),
                    width -> new BasicStroke((float) (width + HALO), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)));
            g.draw(wire.path());
        }
        g.setColor(colour);
        g.setStroke(wire.look().stroke(perStep(wire.link())));
        g.draw(wire.path());
        bends(g, wire, colour);
    }

    /** In front of the nodes, faintly, so that one sees where it goes behind them. */
    void shine(Graphics2D g, WireSight wire) {
        g.setColor(CanvasTheme.withAlpha(view.theme().ink(wire.look().colour()), 48));
        g.setStroke(wire.look().stroke(perStep(wire.link())));
        g.draw(wire.path());
    }

    /** In front of the nodes, when it matters now: seen through what it passes. */
    void highlight(Graphics2D g, WireSight wire, boolean selected) {
        Color colour = view.theme().ink(wire.look().colour());
        g.setColor(CanvasTheme.withAlpha(
                selected ? CanvasTheme.SELECTED : view.theme().text(), 70));
        g.setStroke(new BasicStroke(wire.look().width() + 5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(wire.path());
        g.setColor(CanvasTheme.withAlpha(selected ? CanvasTheme.SELECTED : colour, 200));
        g.setStroke(wire.look().stroke(perStep(wire.link())));
        g.draw(wire.path());
        bends(g, wire, selected ? CanvasTheme.SELECTED : colour);
    }

    private static void bends(Graphics2D g, WireSight wire, Color colour) {
        g.setColor(colour);
        for (int i = 1; i < wire.points().size() - 1; i++) {
            Point2D bend = wire.points().get(i);
            g.fill(new Ellipse2D.Double(bend.getX() - 4, bend.getY() - 4, 8, 8));
        }
    }

    boolean perStep(Link link) {
        return document.findings().wire(link.from()).map(Wire::perStep).orElse(false);
    }
}
