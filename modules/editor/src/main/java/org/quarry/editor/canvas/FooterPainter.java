package org.quarry.editor.canvas;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import org.quarry.editor.document.NodeActivity;
import org.quarry.editor.document.NodeActivity.State;
import org.quarry.editor.document.Words;
import org.quarry.workflow.PlacedNode;

/** Paints what a node is doing: how far it is, what it cost, or why it does nothing. */
final class FooterPainter {
    private static final Color BAR = new Color(0x6BA4FF);

    private final CanvasTheme theme;

    FooterPainter(View view) {
        theme = view.theme();
    }

    void paint(Graphics2D g, NodeSight node) {
        NodeFace face = node.face();
        NodeActivity activity = node.activity();
        if (activity.state() == State.RUNNING && activity.total() > 0) {
            double top = face.collapsed() ? face.height() - 4 : NodeFace.HEADER - 2;
            g.setColor(CanvasTheme.withAlpha(BAR, 70));
            g.fill(new Rectangle2D.Double(1, top, face.width() - 2, 3));
            g.setColor(BAR);
            g.fill(new Rectangle2D.Double(1, top, (face.width() - 2) * activity.done() / activity.total(), 3));
        }
        String words = words(node);
        if (!face.collapsed() && !words.isEmpty()) {
            g.setFont(CanvasTheme.SMALL);
            g.setColor(activity.state() == State.FAILED || !node.ports().known() ? CanvasTheme.ERROR : theme.faint());
            Text.left(g, Text.fit(CanvasTheme.SMALL, words, face.width() - 20), 10, face.height() - 6);
        }
    }

    /** What a node's last line says; empty if there is nothing to say. */
    static String words(NodeSight node) {
        if (!node.ports().known()) {
            return node.node().component().isPresent() ? "component missing" : "module missing";
        } else if (node.node().mode() != PlacedNode.Mode.ACTIVE) {
            return node.node().mode().name().toLowerCase(Locale.ROOT);
        }
        NodeActivity activity = node.activity();
        return switch (activity.state()) {
            case IDLE -> "";
            case RUNNING -> running(activity);
            case DONE -> Words.time(activity.millis()) + " · " + Words.bytes(activity.bytes());
            case REUSED -> "reused · " + Words.bytes(activity.bytes());
            case PAUSED -> "held at a breakpoint";
            case FAILED -> "failed: " + activity.reason();
            case WAITING -> "waits";
            case SKIPPED -> "skipped: what it needs failed";
            case CANCELLED -> "cancelled";
        };
    }

    private static String running(NodeActivity activity) {
        String done = activity.total() > 0 ? activity.done() + " of " + activity.total() : "runs";
        return activity.left() >= 0 ? done + " · " + Words.time(activity.left()) + " left" : done;
    }
}
