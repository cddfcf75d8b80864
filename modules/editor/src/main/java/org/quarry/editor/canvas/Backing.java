package org.quarry.editor.canvas;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was painted last, in pixels of the screen. Scrolling moves it and paints the strips that come into sight; a change
 * of one thing paints its surroundings. To be used on the event thread.
 */
final class Backing {
    /** Paints a part of the canvas. */
    @FunctionalInterface
    interface Part {
        /** @param g in canvas units, clipped to the part */
        void paint(Graphics2D g);
    }

    private final List<Rectangle2D> stale = new ArrayList<>();
    private @Nullable BufferedImage image;
    private boolean valid;
    private double left;
    private double top;
    private double scale;

    /** Everything must be painted anew. */
    void invalidate() {
        valid = false;
    }

    /** A part of the canvas must be painted anew. */
    void invalidate(Rectangle2D area) {
        stale.add(area);
    }

    /**
     * The picture of the canvas as it is now.
     *
     * @param window what is seen, in canvas units
     * @param pixels of the screen for a canvas unit
     */
    BufferedImage current(Rectangle size, Rectangle2D window, double pixels, Part part) {
        BufferedImage now = image;
        boolean fits = now != null && now.getWidth() == size.width && now.getHeight() == size.height;
        if (now == null || !fits) {
            now = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
            image = now;
            valid = false;
        }
        // In whole pixels, or what was painted before would blur.
        double right = Math.rint((window.getX() - left) * pixels);
        double down = Math.rint((window.getY() - top) * pixels);
        boolean near = Math.abs(right) < size.width && Math.abs(down) < size.height;
        if (valid && near && scale == pixels) {
            left += right / pixels;
            top += down / pixels;
            move(now, (int) right, (int) down, part);
        } else {
            left = window.getX();
            top = window.getY();
            scale = pixels;
            paint(now, new Rectangle(0, 0, size.width, size.height), part);
            stale.clear();
        }
        valid = true;
        refresh(now, part);
        return now;
    }

    private void move(BufferedImage on, int right, int down, Part part) {
        if (right == 0 && down == 0) {
            return;
        }
        int width = on.getWidth();
        int height = on.getHeight();
        Graphics2D g = on.createGraphics();
        g.copyArea(0, 0, width, height, -right, -down);
        g.dispose();
        if (right != 0) {
            int wide = Math.abs(right);
            paint(on, new Rectangle(right > 0 ? width - wide : 0, 0, wide, height), part);
        }
        if (down != 0) {
            int high = Math.abs(down);
            paint(on, new Rectangle(0, down > 0 ? height - high : 0, width, high), part);
        }
    }

    private void refresh(BufferedImage on, Part part) {
        Rectangle all = new Rectangle(0, 0, on.getWidth(), on.getHeight());
        for (Rectangle2D area : stale) {
            AffineTransform toPixels = AffineTransform.getScaleInstance(scale, scale);
            toPixels.translate(-left, -top);
            Rectangle at = toPixels.createTransformedShape(area).getBounds();
            at.grow(2, 2);
            Rectangle seen = at.intersection(all);
            if (!seen.isEmpty()) {
                paint(on, seen, part);
            }
        }
        stale.clear();
    }

    private void paint(BufferedImage on, Rectangle where, Part part) {
        Graphics2D g = on.createGraphics();
        g.setClip(where);
        g.scale(scale, scale);
        g.translate(-left, -top);
        part.paint(g);
        g.dispose();
    }
}
