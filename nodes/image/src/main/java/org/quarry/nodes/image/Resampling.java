package org.quarry.nodes.image;

import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.ResizeFilter;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** How new pixels are made of old ones. */
public enum Resampling {
    /** Sharp, for photographs and paintings: a windowed sinc over six pixels. */
    LANCZOS(ResizeFilter.LANCZOS),
    /** Between the two: Keys' cubic (1981) with a = -1/2, over four pixels. */
    BICUBIC(ResizeFilter.BICUBIC),
    /** Soft and without ringing: a triangle over two pixels. */
    BILINEAR(ResizeFilter.BILINEAR),
    /** The plain mean of the covered pixels; best for shrinking by much, and keeps hard pixels when enlarging. */
    AREA(ResizeFilter.AREA),
    /** The one pixel that lies nearest: colours stay what they are, for masks and pixel art. */
    NEAREST(ResizeFilter.AREA) {
        @Override
        Picture resize(Picture picture, int width, int height) {
            return new Picture(nearest(picture.pixels(), width, height));
        }

        @Override
        Mask resize(Mask mask, int width, int height) {
            return new Mask(nearest(mask.coverage(), width, height));
        }
    };

    private final ResizeFilter filter;

    Resampling(ResizeFilter filter) {
        this.filter = filter;
    }

    /** The picture at another size. @param width and @param height in pixels, at least 1 */
    Picture resize(Picture picture, int width, int height) {
        return filter.resize(picture, width, height);
    }

    /** The mask at another size. @param width and @param height in pixels, at least 1 */
    Mask resize(Mask mask, int width, int height) {
        return filter.resize(mask, width, height);
    }

    /** @param pixels shape C,H,W */
    private static Tensor nearest(Tensor pixels, int width, int height) {
        int planes = pixels.shape().size(0);
        int high = pixels.shape().size(1);
        int wide = pixels.shape().size(2);
        float[] result = new float[planes * height * width];
        for (int i = 0; i < result.length; i++) {
            int plane = i / (height * width);
            int row = middle(i / width % height, high, height);
            result[i] = pixels.at((plane * high + row) * wide + middle(i % width, wide, width));
        }
        return Tensor.adopt(Shape.of(planes, height, width), result);
    }

    /** The middle of the new pixel, in whole numbers: (target + 1/2) · from / to. */
    private static int middle(int target, int from, int to) {
        return (int) ((2L * target + 1) * from / (2L * to));
    }
}
