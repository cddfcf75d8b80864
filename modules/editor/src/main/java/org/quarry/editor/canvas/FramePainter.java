package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;
import org.quarry.workflow.Layout.Frame;

/** Paints titled rectangles behind nodes. */
final class FramePainter {
    private static final Color OWN = new Color(0x6C7A8C);

    private FramePainter() {}

    static void paint(Graphics2D g, View view, Frame frame, boolean selected) {
        Color colour = colour(frame.colour());
        RoundRectangle2D body =
                new RoundRectangle2D.Double(frame.x(), frame.y(), frame.width(), frame.height(), 14, 14);
        g.setColor(CanvasTheme.withAlpha(colour, view.theme().dark() ? 38 : 30));
        g.fill(body);
        g.setColor(selected ? CanvasTheme.SELECTED : CanvasTheme.withAlpha(colour, 150));
        g.setStroke(new BasicStroke(selected ? 2f : 1f));
        g.draw(body);
        // A title is read from afar, where nothing else is.
        double larger = Math.max(1, Math.min(4, 0.7 / view.scale()));
        g.setFont(CanvasTheme.FRAME.deriveFont((float) (CanvasTheme.FRAME.getSize2D() * larger)));
        g.setColor(CanvasTheme.mix(view.theme().text(), colour, 0.35));
        String title = Text.fit(g.getFont(), frame.title(), frame.width() - 20);
        Text.left(g, title, frame.x() + 12, frame.y() + 4 + 14 * larger);
    }

    /** A frame's colour as written; the theme's own if there is none, or if it is not one. */
    static Color colour(String written) {
        return written.matches("#[0-9a-fA-F]{6}") ? new Color(Integer.parseInt(written.substring(1), 16)) : OWN;
    }
}
