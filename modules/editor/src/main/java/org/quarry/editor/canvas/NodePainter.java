package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;
import org.quarry.editor.document.NodeActivity;
import org.quarry.editor.picture.Images;
import org.quarry.workflow.InputPort;

/** Paints one node with all that is on it, into a graphics context whose origin is the node's corner. */
final class NodePainter {
    /** Below this scale nothing on a node can be read, and it is painted as a block. */
    private static final double READABLE = 0.4;

    private final CanvasTheme theme;

    NodePainter(CanvasTheme theme) {
        this.theme = theme;
    }

    void paint(Graphics2D g, NodeSight node, double scale) {
        NodeFace face = node.face();
        Color header = theme.state(node.activity().state());
        if (scale < READABLE) {
            g.setColor(theme.node());
            g.fill(new Rectangle2D.Double(0, 0, face.width(), face.height()));
            g.setColor(header);
            g.fill(new Rectangle2D.Double(0, 0, face.width(), NodeFace.HEADER));
            outline(g, node, new Rectangle2D.Double(0, 0, face.width(), face.height()));
            return;
        }
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        RoundRectangle2D body = new RoundRectangle2D.Double(0, 0, face.width(), face.height(), 10, 10);
        g.setColor(theme.node());
        g.fill(body);
        header(g, node, header);
        face.rows().forEach(row -> row(g, node, row));
        face.picture()
                .ifPresent(at -> node.activity()
                        .preview()
                        .ifPresent(picture -> g.drawImage(
                                Images.of(picture),
                                (int) at.getX(),
                                (int) at.getY(),
                                (int) at.getWidth(),
                                (int) at.getHeight(),
                                null)));
        footer(g, node);
        outline(g, node, body);
    }

    private void header(Graphics2D g, NodeSight node, Color colour) {
        NodeFace face = node.face();
        java.awt.Shape clip = g.getClip();
        g.clip(new Rectangle2D.Double(0, 0, face.width(), NodeFace.HEADER));
        g.setColor(colour);
        g.fill(new RoundRectangle2D.Double(
                0, 0, face.width(), face.collapsed() ? NodeFace.HEADER : NodeFace.HEADER + 12, 10, 10));
        g.setClip(clip);
        g.setColor(theme.text());
        g.setFont(CanvasTheme.TITLE);
        g.drawString(fit(g, node.name(), face.width() - 20), 10, 18);
    }

    private void row(Graphics2D g, NodeSight node, NodeFace.Row row) {
        g.setFont(CanvasTheme.LABEL);
        float base = (float) (row.top() + 15);
        if (row instanceof NodeFace.Ports ports) {
            ports.input().ifPresent(input -> {
                port(g, 0, row.top() + NodeFace.ROW / 2, look(input), node.perStep(input));
                g.setColor(theme.text());
                g.drawString(input.name(), 12, base);
            });
            ports.output().ifPresent(output -> {
                double width = node.face().width();
                port(
                        g,
                        width,
                        row.top() + NodeFace.ROW / 2,
                        TypeLook.of(output.type(), output.kind()),
                        node.perStep(output));
                g.setColor(theme.text());
                g.drawString(
                        output.name(), (float) (width - 12 - g.getFontMetrics().stringWidth(output.name())), base);
            });
        } else if (row instanceof NodeFace.Parameter parameter) {
            parameter(g, node, parameter);
        }
    }

    private void parameter(Graphics2D g, NodeSight node, NodeFace.Parameter row) {
        double width = node.face().width();
        if (!row.linked()) {
            g.setColor(theme.field());
            g.fill(new RoundRectangle2D.Double(
                    NodeFace.MARGIN, row.top() + 2, width - 2 * NodeFace.MARGIN, row.height() - 4, 8, 8));
        }
        port(g, 0, row.top() + NodeFace.ROW / 2, look(row.port()), node.perStep(row.port()));
        g.setColor(theme.faint());
        float base = (float) (row.top() + 15);
        g.drawString(row.port().name(), 16, base);
        if (!row.linked()) {
            g.setColor(theme.text());
            String text = fit(
                    g,
                    node.value(row.port()),
                    width - 40 - g.getFontMetrics().stringWidth(row.port().name()));
            g.drawString(text, (float) (width - 16 - g.getFontMetrics().stringWidth(text)), base);
        }
    }

    private static TypeLook look(InputPort input) {
        return TypeLook.of(input.type(), input.kind());
    }

    private void port(Graphics2D g, double x, double y, TypeLook look, boolean perStep) {
        g.setColor(look.colour());
        if (perStep) {
            Path2D diamond = new Path2D.Double();
            diamond.moveTo(x, y - 6);
            diamond.lineTo(x + 6, y);
            diamond.lineTo(x, y + 6);
            diamond.lineTo(x - 6, y);
            diamond.closePath();
            g.fill(diamond);
        } else {
            g.fill(new Ellipse2D.Double(x - 5, y - 5, 10, 10));
        }
    }

    private void footer(Graphics2D g, NodeSight node) {
        NodeActivity activity = node.activity();
        NodeFace face = node.face();
        if (face.collapsed() || activity.state() == NodeActivity.State.IDLE) {
            return;
        }
        g.setFont(CanvasTheme.SMALL);
        g.setColor(theme.faint());
        g.drawString(cost(activity), 10, (float) (face.height() - 6));
    }

    private static String cost(NodeActivity activity) {
        if (activity.state() == NodeActivity.State.RUNNING && activity.total() > 0) {
            return activity.done() + " of " + activity.total();
        }
        if (activity.state() == NodeActivity.State.DONE) {
            return String.format(Locale.ROOT, "%.1f ms · %.1f KB", activity.millis(), activity.bytes() / 1024.0);
        }
        return activity.state().name().toLowerCase(Locale.ROOT);
    }

    private void outline(Graphics2D g, NodeSight node, java.awt.Shape body) {
        g.setColor(node.selected() ? CanvasTheme.SELECTED : theme.outline());
        g.setStroke(new BasicStroke(node.selected() ? 2f : 1f));
        g.draw(body);
    }

    /** A text that is not wider, with an ellipsis where it was cut. */
    static String fit(Graphics2D g, String text, double width) {
        FontMetrics metrics = g.getFontMetrics();
        if (metrics.stringWidth(text) <= width) {
            return text;
        }
        int length = text.length();
        while (length > 0 && metrics.stringWidth(text.substring(0, length) + "…") > width) {
            length--;
        }
        return text.substring(0, length) + "…";
    }
}
