package org.quarry.editor.preview;

import java.awt.geom.Point2D;

/**
 * Where a picture lies in a component: pixel (0, 0) at {@code left}, {@code top}, each pixel {@code scale} wide.
 */
record View(double scale, double left, double top) {
    static final double SMALLEST = 1.0 / 16;
    static final double LARGEST = 64;

    /** As large as fits, in the middle. */
    static View fit(double width, double height, double pictureWidth, double pictureHeight) {
        double scale = Math.min(width / pictureWidth, height / pictureHeight);
        return new View(
                Math.max(scale, SMALLEST), (width - pictureWidth * scale) / 2, (height - pictureHeight * scale) / 2);
    }

    /** Larger or smaller, so that what is at a point stays there. */
    View zoomed(double factor, double x, double y) {
        double next = Math.max(SMALLEST, Math.min(LARGEST, scale * factor));
        Point2D at = pixel(x, y);
        return new View(next, x - at.getX() * next, y - at.getY() * next);
    }

    /** Moved by so much of the component. */
    View moved(double x, double y) {
        return new View(scale, left + x, top + y);
    }

    /** The place in the picture, in pixels, that is at a point. */
    Point2D pixel(double x, double y) {
        return new Point2D.Double((x - left) / scale, (y - top) / scale);
    }
}
