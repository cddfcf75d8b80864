package org.quarry.nodes.image;

import java.util.function.IntBinaryOperator;
import org.quarry.tensor.Colour;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * A picture made of the pixels of another, each taken unchanged from somewhere.
 *
 * @param source of column and row: which pixel is taken, counted row by row; negative for none
 */
record Rearranged(int width, int height, IntBinaryOperator source) {
    /** @param elsewhere the colour where no pixel is taken */
    Picture of(Picture picture, Colour elsewhere) {
        int plane = width * height;
        int from = picture.width() * picture.height();
        float[] values = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            int pixel = source.applyAsInt(i % width, i / width);
            for (int channel = 0; channel < 3; channel++) {
                values[channel * plane + i] =
                        pixel < 0 ? elsewhere.at(channel) : picture.pixels().at(channel * from + pixel);
            }
        }
        return new Picture(Tensor.adopt(Shape.of(3, height, width), values));
    }

    /** 1 where a pixel does not lie within an area of the new picture. */
    static Mask outside(int width, int height, Crop.Area area) {
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = area.holds(i % width, i / width) ? 0 : 1;
        }
        return new Mask(Tensor.adopt(Shape.of(1, height, width), values));
    }
}
