package org.quarry.editor.pane;

import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.Toolkit;
import javax.swing.Icon;
import javax.swing.UIManager;

/**
 * An icon as large as the look wants it. Fonts grow with the look's own factor, as set by {@code flatlaf.uiScale} or by a
 * large font of the system; icons of the platform grow with the screen's factor alone.
 */
public final class Zoomed implements Icon {
    private static final int SCREEN_SHARE = 4;

    private final Icon icon;
    private final double factor;

    private Zoomed(Icon icon, double factor) {
        this.icon = icon;
        this.factor = factor;
    }

    /** An icon at the factor of the present look; the very same at 1. */
    public static Icon of(Icon icon) {
        double factor = factor();
        return factor == 1 || icon instanceof Zoomed ? icon : new Zoomed(icon, factor);
    }

    /** How much larger the look wants all than it is drawn. */
    public static double factor() {
        // Kept by FlatLaf; other looks have none.
        return UIManager.get("laf.scaleFactor") instanceof Number number ? number.doubleValue() : 1;
    }

    /** A length at the factor of the present look. */
    public static int length(int pixels) {
        return (int) Math.round(pixels * factor());
    }

    /** The width of a window at the side: at the factor of the present look, but no more than a quarter of the screen. */
    public static int side(int pixels) {
        int wanted = length(pixels);
        return GraphicsEnvironment.isHeadless()
                ? wanted
                : Math.min(wanted, Toolkit.getDefaultToolkit().getScreenSize().width / SCREEN_SHARE);
    }

    @Override
    public void paintIcon(Component component, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.translate(x, y);
        // Icons of lines are drawn anew at each scale, so they stay crisp.
        g.scale(factor, factor);
        icon.paintIcon(component, g, 0, 0);
        g.dispose();
    }

    @Override
    public int getIconWidth() {
        return (int) Math.round(icon.getIconWidth() * factor);
    }

    @Override
    public int getIconHeight() {
        return (int) Math.round(icon.getIconHeight() * factor);
    }
}
