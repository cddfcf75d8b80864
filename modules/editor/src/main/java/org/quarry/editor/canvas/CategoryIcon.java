package org.quarry.editor.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import javax.swing.Icon;

/** A small node in the colour that nodes of its category have on the canvas. */
public record CategoryIcon(String category) implements Icon {
    private static final int SIZE = 16;
    private static final RoundRectangle2D BODY = new RoundRectangle2D.Double(2, 3, 12, 10, 3, 3);
    private static final Area HEADER = new Area(BODY);

    static {
        HEADER.intersect(new Area(new Rectangle2D.Double(0, 0, SIZE, 6.5)));
    }

    @Override
    public int getIconWidth() {
        return SIZE;
    }

    @Override
    public int getIconHeight() {
        return SIZE;
    }

    @Override
    public void paintIcon(Component on, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        try {
            CanvasTheme theme = CanvasTheme.current();
            Color colour = theme.ink(theme.category(category));
            g.translate(x, y);
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(colour);
            g.fill(HEADER);
            g.setStroke(new BasicStroke(1.2f));
            g.draw(BODY);
        } finally {
            g.dispose();
        }
    }
}
