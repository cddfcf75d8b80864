package org.quarry.nodes.image;

import org.quarry.tensor.Colour;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * A turn about the middle, clockwise, onto a surface that holds all of the picture. Quarter turns move pixels and change none;
 * others mix the four nearest.
 *
 * @param degrees 0 to 360, without 360
 */
record Rotation(double degrees) {
    static Rotation clockwise(double degrees) {
        return new Rotation(degrees - 360 * Math.floor(degrees / 360));
    }

    private boolean exact() {
        return degrees % 90 == 0;
    }

    Picture of(Picture picture, Colour elsewhere) {
        return exact() ? quarters(picture) : mixed(picture, elsewhere);
    }

    private Picture quarters(Picture picture) {
        int wide = picture.width();
        int high = picture.height();
        return switch ((int) degrees / 90) {
            case 1 -> new Rearranged(high, wide, (x, y) -> (high - 1 - x) * wide + y).of(picture, Colour.WHITE);
            case 2 ->
                new Rearranged(wide, high, (x, y) -> (high - 1 - y) * wide + wide - 1 - x).of(picture, Colour.WHITE);
            case 3 -> new Rearranged(high, wide, (x, y) -> x * wide + wide - 1 - y).of(picture, Colour.WHITE);
            default -> picture;
        };
    }

    private Picture mixed(Picture picture, Colour elsewhere) {
        Surface surface = surface(picture.width(), picture.height());
        float[] values = new float[3 * surface.width * surface.height];
        int plane = surface.width * surface.height;
        for (int i = 0; i < values.length; i++) {
            int channel = i / plane;
            values[i] = (float) surface.mean(i % plane, (x, y) -> picture.at(channel, y, x), elsewhere.at(channel));
        }
        return new Picture(Tensor.adopt(Shape.of(3, surface.height, surface.width), values));
    }

    /** 1 where the picture, turned, does not reach. */
    Mask empty(Picture picture) {
        if (exact()) {
            boolean swaps = degrees % 180 != 0;
            return Mask.filled(
                    swaps ? picture.height() : picture.width(), swaps ? picture.width() : picture.height(), 0);
        }
        Surface surface = surface(picture.width(), picture.height());
        float[] values = new float[surface.width * surface.height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) surface.mean(i, (x, y) -> 0, 1);
        }
        return new Mask(Tensor.adopt(Shape.of(1, surface.height, surface.width), values));
    }

    private Surface surface(int wide, int high) {
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        // A hair less: rounding must not add a column that holds nothing.
        int width = (int) Math.ceil(Math.abs(wide * cosine) + Math.abs(high * sine) - 1e-9);
        int height = (int) Math.ceil(Math.abs(wide * sine) + Math.abs(high * cosine) - 1e-9);
        return new Surface(wide, high, width, height, cosine, sine);
    }

    /** One value of one pixel. */
    private interface Values {
        double at(int x, int y);
    }

    /** The larger picture, and where its pixels come from in one of {@code wide × high}. */
    private record Surface(int wide, int high, int width, int height, double cosine, double sine) {
        double mean(int pixel, Values values, double elsewhere) {
            double dx = pixel % width + 0.5 - width / 2.0;
            double dy = pixel / width + 0.5 - height / 2.0;
            double x = cosine * dx + sine * dy + wide / 2.0 - 0.5;
            double y = -sine * dx + cosine * dy + high / 2.0 - 0.5;
            int left = (int) Math.floor(x);
            int top = (int) Math.floor(y);
            double mean = 0;
            for (int corner = 0; corner < 4; corner++) {
                int cx = left + corner % 2;
                int cy = top + corner / 2;
                double weight = (1 - Math.abs(x - cx)) * (1 - Math.abs(y - cy));
                boolean within = cx >= 0 && cx < wide && cy >= 0 && cy < high;
                mean += weight * (within ? values.at(cx, cy) : elsewhere);
            }
            return mean;
        }
    }
}
