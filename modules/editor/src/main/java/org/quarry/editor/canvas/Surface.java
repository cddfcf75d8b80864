package org.quarry.editor.canvas;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.swing.JComponent;

/**
 * Paints a canvas: the workflow from pixels that are kept while nothing changes, and over it what gestures and others draw.
 * Knows what is painted otherwise for a while: what the mouse is over, and whether nodes show the time that they took.
 */
final class Surface {
    /** How far around a node or wire it reaches that the mouse is over it. */
    private static final double GLOW = 12;

    private final JComponent component;
    private final Viewport viewport;
    private final Scene scene;
    private final List<Consumer<Graphics2D>> overlays = new ArrayList<>();
    private final Backing backing = new Backing();
    private CanvasTheme painted = CanvasTheme.current();
    private Hover hover = Hover.NOTHING;
    private boolean heat;

    Surface(JComponent component, Viewport viewport, Scene scene) {
        this.component = component;
        this.viewport = viewport;
        this.scene = scene;
    }

    /** Something is to be painted anew. */
    void changed() {
        backing.invalidate();
        component.repaint();
    }

    /** What the mouse is over. */
    Hover hover() {
        return hover;
    }

    void hover(Hover other) {
        if (!other.equals(hover)) {
            around(hover).forEach(backing::invalidate);
            hover = other;
            around(hover).forEach(backing::invalidate);
            component.repaint();
        }
    }

    private List<Rectangle2D> around(Hover what) {
        return Stream.concat(
                        what.node().map(scene::bounds).stream(),
                        what.link().flatMap(scene::find).map(WireSight::bounds).stream())
                .<Rectangle2D>map(area -> new Rectangle2D.Double(
                        area.getX() - GLOW,
                        area.getY() - GLOW,
                        area.getWidth() + 2 * GLOW,
                        area.getHeight() + 2 * GLOW))
                .toList();
    }

    /** Whether nodes are coloured by the time that they took. */
    boolean heat() {
        return heat;
    }

    void heat(boolean shown) {
        heat = shown;
        changed();
    }

    /** Paints this over the workflow, in canvas units, whenever the canvas is painted; the first is the lowest. */
    void overlay(Consumer<Graphics2D> painter) {
        overlays.add(painter);
    }

    /** Paints all, with these on top. */
    void paint(Graphics2D g, Gestures gestures) {
        // Painted in pixels of the screen, so that it is crisp where the desktop is scaled.
        double pixels = g.getTransform().getScaleX();
        double scale = viewport.zoom();
        Rectangle2D seen = viewport.visible();
        CanvasTheme theme = CanvasTheme.current();
        if (!theme.equals(painted)) {
            painted = theme;
            backing.invalidate();
        }
        Rectangle size = new Rectangle(
                (int) Math.ceil(component.getWidth() * pixels), (int) Math.ceil(component.getHeight() * pixels));
        BufferedImage image = backing.current(size, seen, scale * pixels, part -> paint(part, theme));
        g.scale(1 / pixels, 1 / pixels);
        g.drawImage(image, 0, 0, null);
        g.scale(scale * pixels, scale * pixels);
        g.translate(-seen.getX(), -seen.getY());
        overlays.forEach(overlay -> overlay.accept(g));
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        gestures.paint(g, new View(theme, scale, seen, hover, heat));
    }

    private void paint(Graphics2D g, CanvasTheme theme) {
        Rectangle2D area = g.getClip().getBounds2D();
        g.setColor(theme.background());
        g.fill(area);
        new CanvasPainter(scene, new View(theme, viewport.zoom(), area, hover, heat)).paint(g);
    }
}
