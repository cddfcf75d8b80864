package org.quarry.nodes.image;

import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * A change of colours, in the encoding of sRGB, in this order: contrast about the middle grey, then brightness; saturation and
 * hue by the matrices of feColorMatrix (W3C Filter Effects, 9.7), which leave grey as it is; last gamma. What falls below 0 or
 * above 1 is cut off before gamma and at the end.
 *
 * @param brightness is added to all components
 * @param contrast 1 leaves it
 * @param saturation 1 leaves it, 0 makes grey
 * @param hue turn of the colour circle in degrees
 * @param gamma 1 leaves it, above 1 is lighter
 */
record Adjustment(double brightness, double contrast, double saturation, double hue, double gamma) {
    private static final double MIDDLE = 0.5;

    /** The luma that the matrices keep. */
    private static final double[] LUMA = {0.213, 0.715, 0.072};

    /** How turning the hue by 90 degrees changes each component, beside its luma: the sine's part of the matrix. */
    private static final double[][] QUARTER = {
        {-0.213, -0.715, 0.928},
        {0.143, 0.140, -0.283},
        {-0.787, 0.715, 0.072}
    };

    Picture of(Picture picture) {
        double[][] matrix = times(turn(), saturate());
        Tensor pixels = picture.pixels();
        int plane = picture.width() * picture.height();
        float[] values = new float[3 * plane];
        double[] colour = new double[3];
        boolean mixes = saturation != 1 || hue != 0;
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < 3; channel++) {
                colour[channel] = (pixels.at(channel * plane + i) - MIDDLE) * contrast + MIDDLE + brightness;
            }
            for (int channel = 0; channel < 3; channel++) {
                double[] row = matrix[channel];
                double mixed = mixes ? row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2] : colour[channel];
                double cut = Math.max(0, Math.min(1, mixed));
                values[channel * plane + i] = (float) (gamma == 1 ? cut : Math.pow(cut, 1 / gamma));
            }
        }
        return new Picture(Tensor.adopt(Shape.of(3, picture.height(), picture.width()), values));
    }

    private double[][] saturate() {
        double[][] matrix = new double[3][3];
        for (int i = 0; i < 9; i++) {
            double own = i / 3 == i % 3 ? saturation : 0;
            matrix[i / 3][i % 3] = LUMA[i % 3] * (1 - saturation) + own;
        }
        return matrix;
    }

    private double[][] turn() {
        double cosine = Math.cos(Math.toRadians(hue));
        double sine = Math.sin(Math.toRadians(hue));
        double[][] matrix = new double[3][3];
        for (int i = 0; i < 9; i++) {
            double own = i / 3 == i % 3 ? 1 : 0;
            double luma = LUMA[i % 3];
            matrix[i / 3][i % 3] = luma + cosine * (own - luma) + sine * QUARTER[i / 3][i % 3];
        }
        return matrix;
    }

    private static double[][] times(double[][] left, double[][] right) {
        double[][] product = new double[3][3];
        for (int i = 0; i < 9; i++) {
            for (int k = 0; k < 3; k++) {
                product[i / 3][i % 3] += left[i / 3][k] * right[k][i % 3];
            }
        }
        return product;
    }
}
