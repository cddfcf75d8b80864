package org.quarry.editor.canvas;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import javax.swing.JComponent;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;
import org.quarry.editor.document.Link;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** The drawing of a document, to be scrolled and zoomed without end. */
public final class Canvas extends JComponent {
    private static final long serialVersionUID = 1;
    private static final double SMALLEST = 0.05;
    private static final double LARGEST = 4;
    private static final double GRID = 20;

    private final transient Document document;
    private final transient Scene scene;
    private double scale = 1;
    private double left;
    private double top;
    private boolean fitting = true;

    /** The drawing of a document. */
    public Canvas(Document document) {
        this.document = document;
        scene = new Scene(document);
        setOpaque(true);
        setFocusable(true);
        setPreferredSize(new Dimension(800, 600));
        document.listen(new Follower());
        new CanvasMouse(this).install();
    }

    private final class Follower implements DocumentListener {
        @Override
        public void edited(Workflow before) {
            scene.follow(before);
            repaint();
        }

        @Override
        public void selected() {
            repaint();
        }

        @Override
        public void checked() {
            repaint();
        }

        @Override
        public void ran() {
            scene.refresh(document.activity().nodes());
            repaint();
        }
    }

    /** The document that is drawn. */
    public Document document() {
        return document;
    }

    Scene scene() {
        return scene;
    }

    /** Pixels per canvas unit. */
    public double zoom() {
        return scale;
    }

    /** Zooms so that what is at a point of this component stays there. */
    public void zoom(double wanted, Point fixed) {
        Point2D at = toCanvas(fixed);
        scale = Math.max(SMALLEST, Math.min(LARGEST, wanted));
        left = at.getX() - fixed.x / scale;
        top = at.getY() - fixed.y / scale;
        repaint();
    }

    /** Scrolls by so many pixels. */
    public void scroll(double x, double y) {
        left += x / scale;
        top += y / scale;
        repaint();
    }

    /** Shows everything; if this component has no size yet, as soon as it has one. */
    public void zoomToFit() {
        fitting = getWidth() == 0 || getHeight() == 0;
        zoomTo(scene.extent());
    }

    @Override
    public void setBounds(int x, int y, int width, int height) {
        super.setBounds(x, y, width, height);
        if (fitting && width > 0 && height > 0) {
            zoomToFit();
        }
    }

    /** Brings a node to the middle. */
    public void show(String node) {
        Rectangle2D at = scene.bounds(node);
        left = at.getCenterX() - getWidth() / scale / 2;
        top = at.getCenterY() - getHeight() / scale / 2;
        repaint();
    }

    private void zoomTo(Rectangle2D area) {
        if (area.isEmpty() || getWidth() == 0) {
            return;
        }
        double margin = 40;
        double wide = (getWidth() - 2 * margin) / area.getWidth();
        double high = (getHeight() - 2 * margin) / area.getHeight();
        scale = Math.max(SMALLEST, Math.min(1, Math.min(wide, high)));
        left = area.getCenterX() - getWidth() / scale / 2;
        top = area.getCenterY() - getHeight() / scale / 2;
        repaint();
    }

    /** The place in the workflow that is at a point of this component. */
    public Point2D toCanvas(Point at) {
        return new Point2D.Double(left + at.x / scale, top + at.y / scale);
    }

    /** Where a place in the workflow is on this component. */
    public Point toComponent(Point2D at) {
        return new Point((int) Math.round((at.getX() - left) * scale), (int) Math.round((at.getY() - top) * scale));
    }

    /** Where a node is in the workflow; empty if there is none of that name. */
    public Optional<Rectangle2D> place(String node) {
        return scene.node(node).map(found -> scene.bounds(node));
    }

    /** Where the wires of an input end. @throws IllegalArgumentException if there is no such node */
    public Point2D input(Socket at) {
        return scene.input(at);
    }

    /** Where the wires of an output begin. @throws IllegalArgumentException if there is no such node */
    public Point2D output(Socket at) {
        return scene.output(at);
    }

    /** The node at a place; the one in front if there are several. */
    Optional<NodeSight> nodeAt(Point2D at) {
        List<NodeSight> nodes = scene.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (scene.bounds(nodes.get(i).name()).contains(at)) {
                return Optional.of(nodes.get(i));
            }
        }
        return Optional.empty();
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        CanvasTheme theme = CanvasTheme.current();
        Graphics2D g = (Graphics2D) graphics.create();
        try {
            g.setColor(theme.background());
            g.fillRect(0, 0, getWidth(), getHeight());
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            g.scale(scale, scale);
            g.translate(-left, -top);
            grid(g, theme.grid());
            Rectangle2D visible = g.getClipBounds();
            wires(g, visible);
            NodePainter painter = new NodePainter(theme);
            for (NodeSight node : scene.nodes()) {
                Rectangle2D at = scene.bounds(node.name());
                if (visible.intersects(at.getX() - 8, at.getY() - 8, at.getWidth() + 16, at.getHeight() + 16)) {
                    AffineTransform before = g.getTransform();
                    g.translate(at.getX(), at.getY());
                    painter.paint(g, node, scale);
                    g.setTransform(before);
                }
            }
        } finally {
            g.dispose();
        }
    }

    private void grid(Graphics2D g, Color colour) {
        if (scale < 0.3) {
            return;
        }
        Rectangle2D visible = g.getClipBounds();
        g.setColor(colour);
        for (double x = Math.floor(visible.getX() / GRID) * GRID; x < visible.getMaxX(); x += GRID) {
            for (double y = Math.floor(visible.getY() / GRID) * GRID; y < visible.getMaxY(); y += GRID) {
                g.fill(new Rectangle2D.Double(x, y, 1.5, 1.5));
            }
        }
    }

    private void wires(Graphics2D g, Rectangle2D visible) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (Link link : scene.links()) {
            Path2D path = curve(scene.points(link));
            if (path.intersects(visible) || path.getBounds2D().intersects(visible)) {
                Optional<NodeSight> from = scene.node(link.from().node());
                var output =
                        from.flatMap(node -> node.ports().output(link.from().port()));
                TypeLook look = output.map(port -> TypeLook.of(port.type(), port.kind()))
                        .orElse(new TypeLook(Color.GRAY, 2));
                boolean perStep = output.isPresent() && from.get().perStep(output.get());
                boolean selected = document.selection().links().contains(link);
                g.setColor(selected ? CanvasTheme.SELECTED : look.colour());
                g.setStroke(look.stroke(perStep));
                g.draw(path);
            }
        }
    }

    /** Leaves to the right and arrives from the left. */
    static Path2D curve(List<Point2D> points) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < points.size(); i++) {
            Point2D to = points.get(i);
            if (i == 0) {
                path.moveTo(to.getX(), to.getY());
            } else {
                Point2D from = points.get(i - 1);
                double reach = Math.max(30, Math.abs(to.getX() - from.getX()) / 2);
                path.curveTo(from.getX() + reach, from.getY(), to.getX() - reach, to.getY(), to.getX(), to.getY());
            }
        }
        return path;
    }
}
