package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** What lies under the rows of a node whose module is missing. */
final class Stripes {
    private static final double PITCH = 14;

    private Stripes() {}

    static void paint(Graphics2D g, CanvasTheme theme, NodeFace face) {
        Shape clip = g.getClip();
        double top = face.collapsed() ? 3 : NodeFace.HEADER;
        g.clip(new Rectangle2D.Double(1, top, face.width() - 2, face.height() - top - 1));
        g.setColor(CanvasTheme.withAlpha(CanvasTheme.ERROR, theme.dark() ? 36 : 28));
        g.setStroke(new BasicStroke(5));
        for (double x = -face.height(); x < face.width(); x += PITCH) {
            g.draw(new Line2D.Double(x, face.height(), x + face.height(), 0));
        }
        g.setClip(clip);
    }
}
