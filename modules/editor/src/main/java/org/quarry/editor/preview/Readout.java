package org.quarry.editor.preview;

import java.awt.geom.Point2D;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.quarry.tensor.Picture;

/** What stands in the pixel under the mouse. */
final class Readout {
    private Readout() {}

    /** {@code 12, 40: 0.512 0.300 0.114  #834D1D}; of two pictures both; empty outside. */
    static String of(@Nullable Picture picture, @Nullable Picture other, Point2D at) {
        int x = (int) Math.floor(at.getX());
        int y = (int) Math.floor(at.getY());
        if (picture == null || x < 0 || y < 0 || x >= picture.width() || y >= picture.height()) {
            return "";
        }
        String text = x + ", " + y + ":  " + colour(picture, x, y);
        boolean both = other != null && Comparison.comparable(picture, other);
        return other != null && both ? text + "   |   " + colour(other, x, y) : text;
    }

    private static String colour(Picture picture, int x, int y) {
        double red = picture.at(0, y, x);
        double green = picture.at(1, y, x);
        double blue = picture.at(2, y, x);
        return String.format(
                Locale.ROOT, "%.3f %.3f %.3f  #%02X%02X%02X", red, green, blue, level(red), level(green), level(blue));
    }

    private static int level(double value) {
        return (int) Math.round(255 * Math.max(0, Math.min(1, value)));
    }
}
