package org.quarry.editor.canvas;

import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.List;
import org.quarry.workflow.Workflow;

/** What an empty canvas says to somebody who does not know how to begin. */
final class EmptyHint {
    private static final List<String> LINES = List.of(
            "Double-click or press Tab to add a node",
            "drag nodes here from the window on the left",
            "drop a workflow or a picture to open it");
    private static final Font FONT = CanvasTheme.FRAME.deriveFont(Font.PLAIN);
    private static final int LINE = 26;

    private EmptyHint() {}

    static void paint(Graphics2D g, Workflow workflow, CanvasTheme theme, Dimension size) {
        boolean empty = workflow.nodes().isEmpty()
                && workflow.layout().notes().isEmpty()
                && workflow.layout().frames().isEmpty();
        if (!empty) {
            return;
        }
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(FONT);
        g.setColor(theme.faint());
        int y = size.height / 2 - LINE;
        for (String line : LINES) {
            g.drawString(line, (size.width - g.getFontMetrics().stringWidth(line)) / 2, y);
            y += LINE;
        }
    }
}
