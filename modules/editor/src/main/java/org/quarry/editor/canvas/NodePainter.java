package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.quarry.editor.document.NodeActivity;
import org.quarry.editor.document.NodeEdits;
import org.quarry.editor.picture.Thumbnails;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Problem;

/** Paints one node with all that is on it, into a graphics context whose origin is the node's corner. */
final class NodePainter {
    private static final double NAMED = 0.16;
    private static final double STRIPE = 3;

    private final View view;
    private final CanvasTheme theme;
    private final RowPainter rows;
    private final FooterPainter footer;
    private final double slowest;

    /** @param slowest milliseconds of the node that took longest */
    NodePainter(View view, double slowest) {
        this.view = view;
        this.slowest = slowest;
        theme = view.theme();
        rows = new RowPainter(view);
        footer = new FooterPainter(view);
    }

    void paint(Graphics2D g, NodeSight node) {
        NodeFace face = node.face();
        if (!view.readable()) {
            block(g, node);
            return;
        }
        RoundRectangle2D body = new RoundRectangle2D.Double(0, 0, face.width(), face.height(), 10, 10);
        if (node.node().component().isPresent()) {
            stacked(g, face);
        }
        g.setColor(theme.node());
        g.fill(body);
        header(g, node);
        if (!node.ports().known()) {
            Stripes.paint(g, theme, face);
        }
        face.rows().forEach(row -> rows.paint(g, node, row));
        picture(g, node);
        footer.paint(g, node);
        mode(g, node, body);
        outline(g, node, body);
        rows.ports(g, node);
        badges(g, node);
    }

    /** From afar: a block with its title as long as that can be read. */
    private void block(Graphics2D g, NodeSight node) {
        NodeFace face = node.face();
        Rectangle2D body = new Rectangle2D.Double(0, 0, face.width(), face.height());
        g.setColor(node.node().mode() == PlacedNode.Mode.ACTIVE ? theme.node() : theme.background());
        g.fill(body);
        Color header = headerColour(node);
        // A header of its own height is a hair from afar.
        double high = Math.min(face.height(), Math.max(NodeFace.HEADER, 15 / view.scale()));
        g.setColor(header.equals(theme.header()) ? CanvasTheme.mix(header, stripe(node), 0.5) : header);
        g.fill(new Rectangle2D.Double(0, 0, face.width(), high));
        if (view.scale() >= NAMED) {
            Font font = CanvasTheme.TITLE.deriveFont((float) (11 / view.scale()));
            g.setFont(font);
            g.setColor(theme.text());
            Text.left(g, Text.fit(font, node.title(), face.width() - 8), 5 / view.scale(), high / 2 + 4 / view.scale());
        }
        picture(g, node);
        boolean marked =
                node.selected() || node.document().findings().worst(node.name()).isPresent();
        if (marked || view.scale() >= NAMED) {
            outline(g, node, body);
        }
    }

    /** A component's instance stands for several nodes. */
    private void stacked(Graphics2D g, NodeFace face) {
        g.setStroke(new BasicStroke(1));
        for (int i = 2; i > 0; i--) {
            Shape behind = new RoundRectangle2D.Double(3 * i, 3 * i, face.width(), face.height(), 10, 10);
            g.setColor(CanvasTheme.mix(theme.node(), theme.background(), 0.3 * i));
            g.fill(behind);
            g.setColor(theme.outline());
            g.draw(behind);
        }
    }

    private void header(Graphics2D g, NodeSight node) {
        NodeFace face = node.face();
        double high = face.collapsed() ? face.height() : NodeFace.HEADER;
        Shape clip = g.getClip();
        g.clip(new Rectangle2D.Double(0, 0, face.width(), high));
        RoundRectangle2D top =
                new RoundRectangle2D.Double(0, 0, face.width(), face.collapsed() ? high : high + 12, 10, 10);
        g.setColor(headerColour(node));
        g.fill(top);
        g.clip(new Rectangle2D.Double(0, 0, face.width(), STRIPE));
        g.setColor(stripe(node));
        g.fill(top);
        g.setClip(clip);
        double base = high / 2 + 6;
        double left = face.collapsed() ? 14 : 10;
        g.setFont(CanvasTheme.TITLE);
        g.setColor(theme.text());
        String title = Text.fit(CanvasTheme.TITLE, node.title(), face.width() - 2 * left);
        Text.left(g, title, left, base);
        double room = face.width() - 2 * left - Text.width(CanvasTheme.TITLE, title) - 10;
        if (!node.ownName().isEmpty() && room > 20) {
            g.setFont(CanvasTheme.LABEL);
            g.setColor(CanvasTheme.mix(theme.faint(), theme.text(), 0.3));
            Text.right(g, Text.fit(CanvasTheme.LABEL, node.ownName(), room), face.width() - left, base);
        }
    }

    private Color headerColour(NodeSight node) {
        NodeActivity activity = node.activity();
        if (view.heat() && activity.millis() > 0) {
            return theme.heat(Math.sqrt(activity.millis() / Math.max(slowest, activity.millis())));
        }
        Color state = theme.state(activity.state());
        return given(node)
                .filter(colour -> state.equals(theme.header()))
                .map(colour -> CanvasTheme.mix(theme.header(), colour, 0.55))
                .orElse(state);
    }

    /** The colour that its author gave a node. */
    private static Optional<Color> given(NodeSight node) {
        return Optional.of(NodeEdits.colour(node.document().workflow(), node.name()))
                .filter(written -> !written.isEmpty())
                .map(FramePainter::colour);
    }

    private Color stripe(NodeSight node) {
        return given(node)
                .or(() -> node.descriptor().map(NodeDescriptor::category).map(theme::category))
                .orElse(theme.faint());
    }

    private static void picture(Graphics2D g, NodeSight node) {
        node.face()
                .picture()
                .ifPresent(at -> node.activity().preview().ifPresent(picture -> {
                    BufferedImage image = Thumbnails.of(picture);
                    AffineTransform fit = new AffineTransform(
                            at.getWidth() / image.getWidth(),
                            0,
                            0,
                            at.getHeight() / image.getHeight(),
                            at.getX(),
                            at.getY());
                    g.drawImage(image, fit, null);
                }));
    }

    private void mode(Graphics2D g, NodeSight node, Shape body) {
        if (node.node().mode() == PlacedNode.Mode.ACTIVE) {
            return;
        }
        g.setColor(CanvasTheme.withAlpha(theme.background(), 150));
        g.fill(body);
        if (node.node().mode() == PlacedNode.Mode.BYPASSED) {
            double y = node.face().height() / 2;
            g.setColor(theme.faint());
            g.setStroke(new BasicStroke(2.5f));
            g.draw(new Line2D.Double(0, y, node.face().width(), y));
        }
    }

    private void outline(Graphics2D g, NodeSight node, Shape body) {
        Color colour = theme.outline();
        float width = 1;
        var worst = node.document().findings().worst(node.name());
        if (node.selected()) {
            colour = CanvasTheme.SELECTED;
            width = 2;
        } else if (worst.isPresent()) {
            colour = worst.get() == Problem.Severity.ERROR ? CanvasTheme.ERROR : CanvasTheme.WARNING;
            width = 1.6f;
        } else if (view.hover().on(node.name())) {
            colour = theme.faint();
        }
        // As thin as it is at 100 %, however small the node.
        g.setStroke(new BasicStroke((float) (width / Math.min(1, view.scale()))));
        g.setColor(colour);
        g.draw(body);
    }

    private void badges(Graphics2D g, NodeSight node) {
        node.document().findings().worst(node.name()).ifPresent(worst -> {
            boolean error = worst == Problem.Severity.ERROR;
            disc(g, node.face().width() - 4, error ? CanvasTheme.ERROR : CanvasTheme.WARNING);
            g.setColor(error ? Color.WHITE : Color.BLACK);
            g.setFont(CanvasTheme.LABEL.deriveFont(Font.BOLD));
            Text.left(g, "!", node.face().width() - 4 - Text.width(g.getFont(), "!") / 2, 4.5);
        });
        if (node.document().breakpoints().nodes().contains(node.name())) {
            disc(g, 4, new Color(0xD64541));
        }
    }

    private void disc(Graphics2D g, double x, Color colour) {
        Ellipse2D disc = new Ellipse2D.Double(x - 7.5, -7, 15, 15);
        g.setColor(colour);
        g.fill(disc);
        g.setColor(theme.background());
        g.setStroke(new BasicStroke(1.5f));
        g.draw(disc);
    }
}
