package org.quarry.editor.canvas;

import java.awt.Point;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.swing.JComponent;

/** Which part of the endless canvas a component shows, and how large. Points and sizes of the component are in its pixels. */
public final class Viewport {
    private static final double SMALLEST = 0.05;
    private static final double LARGEST = 4;
    private static final double MARGIN = 24;

    private final JComponent component;
    private final Supplier<Rectangle2D> everything;
    private final List<Runnable> listeners = new ArrayList<>();
    private double scale = 1;
    private double left;
    private double top;
    private boolean fitting = true;

    /** @param everything the smallest rectangle around all that is drawn, in canvas units */
    Viewport(JComponent component, Supplier<Rectangle2D> everything) {
        this.component = component;
        this.everything = everything;
    }

    /** Calls this whenever another part of the canvas is seen. */
    public void whenMoved(Runnable listener) {
        listeners.add(listener);
    }

    /** Calls this no more. */
    public void whenMovedNoMore(Runnable listener) {
        listeners.remove(listener);
    }

    /** Pixels per canvas unit. */
    public double zoom() {
        return scale;
    }

    /** Zooms so that what is at a point of the component stays there. */
    public void zoom(double wanted, Point fixed) {
        Point2D at = toCanvas(fixed);
        fitting = false;
        scale = Math.max(SMALLEST, Math.min(LARGEST, wanted));
        left = at.getX() - fixed.x / scale;
        top = at.getY() - fixed.y / scale;
        moved();
    }

    /** Scrolls by so many pixels. */
    public void scroll(double x, double y) {
        fitting = false;
        left += x / scale;
        top += y / scale;
        moved();
    }

    /** Shows everything, also after the component gets another size, until the user looks elsewhere. */
    public void zoomToFit() {
        fitting = true;
        fit(everything.get());
    }

    /** Whether it shows everything, and will after the component gets another size. */
    public boolean fitting() {
        return fitting;
    }

    /** Shows a part of the canvas as large as it goes, and no larger than it is. */
    void zoomTo(Rectangle2D area) {
        fitting = false;
        fit(area);
    }

    /** The component got another size. */
    void resized() {
        if (fitting) {
            fit(everything.get());
        }
    }

    private void fit(Rectangle2D area) {
        if (area.isEmpty() || component.getWidth() <= 0 || component.getHeight() <= 0) {
            return;
        }
        double wide = (component.getWidth() - 2 * MARGIN) / area.getWidth();
        double high = (component.getHeight() - 2 * MARGIN) / area.getHeight();
        scale = Math.max(SMALLEST, Math.min(1, Math.min(wide, high)));
        move(new Point2D.Double(area.getCenterX(), area.getCenterY()));
    }

    /** Brings a place to the middle. */
    public void center(Point2D at) {
        fitting = false;
        move(at);
    }

    private void move(Point2D middle) {
        left = middle.getX() - component.getWidth() / scale / 2;
        top = middle.getY() - component.getHeight() / scale / 2;
        moved();
    }

    /** Scrolls no further than needed to show a part of the canvas. */
    void reveal(Rectangle2D area) {
        if (!visible().contains(area)) {
            center(new Point2D.Double(area.getCenterX(), area.getCenterY()));
        }
    }

    private void moved() {
        listeners.forEach(Runnable::run);
        component.repaint();
    }

    /** Whether what is on nodes can be read. */
    boolean readable() {
        return View.readable(scale);
    }

    /** The part of the canvas that is seen, in canvas units. */
    public Rectangle2D visible() {
        return new Rectangle2D.Double(left, top, component.getWidth() / scale, component.getHeight() / scale);
    }

    /** The middle of what is seen, in pixels. */
    public Point middle() {
        return new Point(component.getWidth() / 2, component.getHeight() / 2);
    }

    /** The place in the workflow that is at a point of the component. */
    public Point2D toCanvas(Point at) {
        return new Point2D.Double(left + at.x / scale, top + at.y / scale);
    }

    /** Where a place in the workflow is on the component. */
    public Point toComponent(Point2D at) {
        return new Point((int) Math.round((at.getX() - left) * scale), (int) Math.round((at.getY() - top) * scale));
    }

    /** Where a part of the canvas is on the component. */
    Rectangle2D toComponent(Rectangle2D at) {
        return new Rectangle2D.Double(
                (at.getX() - left) * scale, (at.getY() - top) * scale, at.getWidth() * scale, at.getHeight() * scale);
    }
}
