package org.quarry.tensor;

import java.util.function.DoubleUnaryOperator;

/**
 * How pixels of another size are made: each is a weighted mean of the old pixels round its place. When shrinking, the weights are as
 * much wider as the picture gets smaller, so that no old pixel is passed over.
 *
 * @param reach how far from its place pixels count, in pixels of the smaller picture
 * @param weight of a pixel at a distance up to the reach
 */
public record ResizeFilter(double reach, DoubleUnaryOperator weight) {
    /** Sharp, for photographs and paintings: a windowed sinc over six pixels. */
    public static final ResizeFilter LANCZOS =
            new ResizeFilter(3, distance -> distance == 0 ? 1 : sinc(distance) * sinc(distance / 3));

    /** Between the two: Keys' cubic (1981) with a = -1/2, over four pixels. */
    public static final ResizeFilter BICUBIC = new ResizeFilter(
            2,
            distance -> distance < 1
                    ? (1.5 * distance - 2.5) * distance * distance + 1
                    : ((-0.5 * distance + 2.5) * distance - 4) * distance + 2);

    /** Soft and without ringing: a triangle over two pixels. */
    public static final ResizeFilter BILINEAR = new ResizeFilter(1, distance -> 1 - distance);

    /** The plain mean of the covered pixels. */
    public static final ResizeFilter AREA = new ResizeFilter(0.5, distance -> 1);

    /** The picture at another size. @param width and @param height in pixels, at least 1 */
    public Picture resize(Picture picture, int width, int height) {
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        return new Picture(planes(picture.pixels(), width, height));
    }

    /** The mask at another size. @param width and @param height in pixels, at least 1 */
    public Mask resize(Mask mask, int width, int height) {
        if (mask.width() == width && mask.height() == height) {
            return mask;
        }
        return new Mask(planes(mask.coverage(), width, height));
    }

    /** @param pixels shape C,H,W */
    private Tensor planes(Tensor pixels, int width, int height) {
        int planes = pixels.shape().size(0);
        int high = pixels.shape().size(1);
        int wide = pixels.shape().size(2);
        float[] across = alongRows(pixels.toArray(), planes * high, wide, width);
        float[] turned = transpose(across, planes, high, width);
        float[] down = alongRows(turned, planes * width, high, height);
        return Tensor.adopt(Shape.of(planes, height, width), transpose(down, planes, width, height))
                .map(value -> Math.min(1, Math.max(0, value)));
    }

    private float[] alongRows(float[] values, int rows, int from, int to) {
        double ratio = (double) from / to;
        double stretch = Math.max(1, ratio);
        float[] result = new float[rows * to];
        for (int target = 0; target < to; target++) {
            double middle = (target + 0.5) * ratio;
            int first = (int) Math.max(0, Math.ceil(middle - reach * stretch - 0.5));
            int end = (int) Math.min(from, Math.ceil(middle + reach * stretch - 0.5));
            double[] weights = new double[Math.max(1, end - first)];
            double total = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = weight.applyAsDouble(Math.abs(first + i + 0.5 - middle) / stretch);
                total += weights[i];
            }
            for (int row = 0; row < rows; row++) {
                double sum = 0;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * values[row * from + Math.min(from - 1, first + i)];
                }
                result[row * to + target] = (float) (sum / total);
            }
        }
        return result;
    }

    private static float[] transpose(float[] values, int planes, int rows, int columns) {
        float[] turned = new float[values.length];
        for (int plane = 0; plane < planes; plane++) {
            int start = plane * rows * columns;
            for (int i = 0; i < rows * columns; i++) {
                turned[start + i % columns * rows + i / columns] = values[start + i];
            }
        }
        return turned;
    }

    private static double sinc(double x) {
        return Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
