package org.quarry.nodes.image;

import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** The middle of a picture. */
final class Crop {
    private Crop() {}

    /** The largest part round the middle with the aspect of the given sides, to the nearest pixel. */
    static Picture toAspect(Picture picture, int width, int height) {
        long wide = Math.round((double) picture.height() * width / height);
        long high = Math.round((double) picture.width() * height / width);
        return middle(picture, (int) clamp(wide, picture.width()), (int) clamp(high, picture.height()));
    }

    private static long clamp(long size, int most) {
        return Math.max(1, Math.min(most, size));
    }

    private static Picture middle(Picture picture, int width, int height) {
        int left = (picture.width() - width) / 2;
        int top = (picture.height() - height) / 2;
        float[] values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            int pixel = i % (width * height);
            values[i] = picture.at(i / (width * height), top + pixel / width, left + pixel % width);
        }
        return new Picture(Tensor.adopt(Shape.of(3, height, width), values));
    }
}
