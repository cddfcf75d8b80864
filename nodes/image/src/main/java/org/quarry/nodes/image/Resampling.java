package org.quarry.nodes.image;

import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * How new pixels are made of old ones: each is a weighted mean of the old pixels round its place. When shrinking, the
 * weights are as much wider as the picture gets smaller, so that no old pixel is passed over.
 */
public enum Resampling {
    /** Sharp, for photographs and paintings: a windowed sinc over six pixels. */
    LANCZOS(3) {
        @Override
        double weight(double distance) {
            return distance == 0 ? 1 : sinc(distance) * sinc(distance / 3);
        }
    },
    /** Soft and without ringing: a triangle over two pixels. */
    BILINEAR(1) {
        @Override
        double weight(double distance) {
            return 1 - distance;
        }
    },
    /** The plain mean of the covered pixels; best for shrinking by much, and keeps hard pixels when enlarging. */
    AREA(0.5) {
        @Override
        double weight(double distance) {
            return 1;
        }
    };

    private final double reach;

    Resampling(double reach) {
        this.reach = reach;
    }

    abstract double weight(double distance);

    /** The picture at another size. @param width and @param height in pixels, at least 1 */
    Picture resize(Picture picture, int width, int height) {
        if (picture.width() == width && picture.height() == height) {
            return picture;
        }
        int rows = 3 * picture.height();
        float[] across = alongRows(picture.pixels().toArray(), rows, picture.width(), width);
        float[] turned = transpose(across, 3, picture.height(), width);
        float[] down = alongRows(turned, 3 * width, picture.height(), height);
        Tensor pixels = Tensor.adopt(Shape.of(3, height, width), transpose(down, 3, width, height));
        return new Picture(pixels.map(value -> Math.min(1, Math.max(0, value))));
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
                weights[i] = weight(Math.abs(first + i + 0.5 - middle) / stretch);
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
