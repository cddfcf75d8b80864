package org.quarry.editor.canvas;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.RenderingHints;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.document.DocumentListener;
import org.quarry.workflow.Layout.Frame;
import org.quarry.workflow.Workflow;

/** A whole drawing in small, with a rectangle around what its canvas shows; a click or drag shows another part. */
public final class Minimap extends JComponent {
    private static final long serialVersionUID = 1;
    private static final int MARGIN = 8;
    private static final int REDRAW_MILLIS = 100;

    private final transient DocumentListener follower = new Follower();
    private final Runnable repainter = this::repaint;
    /** The drawing is made anew a little later, so that a drag of a node does not do it at every pixel. */
    private final Timer redraw = new Timer(REDRAW_MILLIS, e -> forget());

    private transient @Nullable Canvas canvas;
    private transient @Nullable BufferedImage drawn;
    private transient Rectangle2D extent = new Rectangle2D.Double();

    /** A map of nothing yet. */
    public Minimap() {
        setOpaque(true);
        setPreferredSize(new Dimension(220, 150));
        redraw.setRepeats(false);
        Mouse mouse = new Mouse();
        addMouseListener(mouse);
        addMouseMotionListener(mouse);
        addMouseWheelListener(mouse);
    }

    /** Shows the drawing of another canvas. @param shown it; empty for none */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public void show(Optional<Canvas> shown) {
        if (canvas != null) {
            canvas.document().ignore(follower);
            canvas.viewport().whenMovedNoMore(repainter);
        }
        canvas = shown.orElse(null);
        shown.ifPresent(other -> {
            other.document().listen(follower);
            other.viewport().whenMoved(repainter);
        });
        forget();
    }

    private final class Follower implements DocumentListener {
        @Override
        public void edited(Workflow before) {
            redraw.start();
        }

        @Override
        public void selected() {
            redraw.start();
        }

        @Override
        public void ran() {
            redraw.start();
        }
    }

    private final class Mouse extends MouseAdapter {
        @Override
        public void mousePressed(MouseEvent e) {
            mouseDragged(e);
        }

        @Override
        public void mouseDragged(MouseEvent e) {
            if (canvas != null && SwingUtilities.isLeftMouseButton(e)) {
                canvas.viewport().center(toCanvas(e.getX(), e.getY()));
            }
        }

        @Override
        public void mouseWheelMoved(MouseWheelEvent e) {
            if (canvas != null) {
                Point middle = new Point(canvas.getWidth() / 2, canvas.getHeight() / 2);
                canvas.viewport().zoom(canvas.viewport().zoom() * Math.pow(1.15, -e.getPreciseWheelRotation()), middle);
            }
        }
    }

    private void forget() {
        drawn = null;
        repaint();
    }

    @Override
    @SuppressWarnings("deprecation")
    public void reshape(int x, int y, int width, int height) {
        super.reshape(x, y, width, height);
        drawn = null;
    }

    private double scale() {
        double wide = (getWidth() - 2 * MARGIN) / Math.max(1, extent.getWidth());
        double high = (getHeight() - 2 * MARGIN) / Math.max(1, extent.getHeight());
        return Math.max(1e-6, Math.min(0.5, Math.min(wide, high)));
    }

    private Point2D toCanvas(int x, int y) {
        return new Point2D.Double(
                extent.getCenterX() + (x - getWidth() / 2.0) / scale(),
                extent.getCenterY() + (y - getHeight() / 2.0) / scale());
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        CanvasTheme theme = CanvasTheme.current();
        Graphics2D g = (Graphics2D) graphics.create();
        try {
            g.setColor(theme.background());
            g.fillRect(0, 0, getWidth(), getHeight());
            Canvas shown = canvas;
            if (shown != null && getWidth() > 0 && getHeight() > 0) {
                drawing(g, shown, theme);
                window(g, shown.viewport().visible());
            }
        } finally {
            g.dispose();
        }
    }

    private void drawing(Graphics2D g, Canvas shown, CanvasTheme theme) {
        double pixels = g.getTransform().getScaleX();
        BufferedImage image = drawn;
        if (image == null) {
            extent = shown.scene().extent();
            image = new BufferedImage(
                    (int) Math.ceil(getWidth() * pixels),
                    (int) Math.ceil(getHeight() * pixels),
                    BufferedImage.TYPE_INT_ARGB);
            Graphics2D on = image.createGraphics();
            on.scale(pixels, pixels);
            on.translate(getWidth() / 2.0, getHeight() / 2.0);
            on.scale(scale(), scale());
            on.translate(-extent.getCenterX(), -extent.getCenterY());
            blocks(on, shown, theme);
            on.dispose();
            drawn = image;
        }
        Graphics2D over = (Graphics2D) g.create();
        over.scale(1 / pixels, 1 / pixels);
        over.drawImage(image, 0, 0, null);
        over.dispose();
    }

    private static void blocks(Graphics2D g, Canvas shown, CanvasTheme theme) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (Frame frame : shown.document().workflow().layout().frames()) {
            g.setColor(CanvasTheme.withAlpha(FramePainter.colour(frame.colour()), 70));
            g.fill(new Rectangle2D.Double(frame.x(), frame.y(), frame.width(), frame.height()));
        }
        for (NodeSight node : shown.scene().nodes()) {
            Color state = theme.state(node.activity().state());
            Color category = node.descriptor()
                    .map(known -> theme.category(known.category()))
                    .orElse(CanvasTheme.ERROR);
            Color plain = CanvasTheme.mix(theme.header(), category, 0.55);
            g.setColor(node.selected() ? CanvasTheme.SELECTED : state.equals(theme.header()) ? plain : state);
            g.fill(node.bounds());
        }
    }

    private void window(Graphics2D g, Rectangle2D visible) {
        Rectangle2D at = new Rectangle2D.Double(
                getWidth() / 2.0 + (visible.getX() - extent.getCenterX()) * scale(),
                getHeight() / 2.0 + (visible.getY() - extent.getCenterY()) * scale(),
                visible.getWidth() * scale(),
                visible.getHeight() * scale());
        g.setColor(CanvasTheme.SELECTED);
        g.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.12f));
        g.fill(at);
        g.setComposite(AlphaComposite.SrcOver);
        g.setStroke(new BasicStroke(1.5f));
        g.draw(at);
    }
}
