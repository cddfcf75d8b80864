package org.quarry.nodes.image;

import org.quarry.tensor.Picture;

/**
 * Structural similarity (Wang et al., 2004, eq. 13): for each place, how alike mean, contrast and structure of two pictures
 * are in a window of 11 × 11 with Gaussian weights of σ = 1.5,
 * {@code (2μₐμᵦ + C₁)(2σₐᵦ + C₂) / ((μₐ² + μᵦ² + C₁)(σₐ² + σᵦ² + C₂))}, and the mean of that over all places whose window
 * lies within the picture, and over the three colours. Smaller pictures get a window of their size.
 */
final class Similarity {
    private static final int WINDOW = 11;
    private static final double SIGMA = 1.5;
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;

    private final int width;
    private final int height;
    private final double[] weights;

    private Similarity(int width, int height) {
        this.width = width;
        this.height = height;
        int side = Math.min(WINDOW, Math.min(width, height));
        weights = new double[side];
        double total = 0;
        for (int i = 0; i < side; i++) {
            double distance = i - (side - 1) / 2.0;
            weights[i] = Math.exp(-distance * distance / (2 * SIGMA * SIGMA));
            total += weights[i];
        }
        for (int i = 0; i < side; i++) {
            weights[i] /= total;
        }
    }

    /** From -1 to 1, which is equal. */
    static double of(Picture one, Picture other) {
        Similarity similarity = new Similarity(one.width(), one.height());
        double sum = 0;
        for (int channel = 0; channel < 3; channel++) {
            sum += similarity.ofPlanes(plane(one, channel), plane(other, channel));
        }
        return sum / 3;
    }

    private double ofPlanes(double[] a, double[] b) {
        double[] meanA = means(a);
        double[] meanB = means(b);
        double[] squaresA = means(products(a, a));
        double[] squaresB = means(products(b, b));
        double[] together = means(products(a, b));
        double sum = 0;
        for (int i = 0; i < meanA.length; i++) {
            double varianceA = squaresA[i] - meanA[i] * meanA[i];
            double varianceB = squaresB[i] - meanB[i] * meanB[i];
            double covariance = together[i] - meanA[i] * meanB[i];
            sum += (2 * meanA[i] * meanB[i] + C1)
                    * (2 * covariance + C2)
                    / ((meanA[i] * meanA[i] + meanB[i] * meanB[i] + C1) * (varianceA + varianceB + C2));
        }
        return sum / meanA.length;
    }

    /** Weighted means over all windows that lie within. */
    private double[] means(double[] values) {
        int columns = width - weights.length + 1;
        int rows = height - weights.length + 1;
        double[] across = new double[height * columns];
        for (int i = 0; i < across.length; i++) {
            for (int k = 0; k < weights.length; k++) {
                across[i] += weights[k] * values[i / columns * width + i % columns + k];
            }
        }
        double[] means = new double[rows * columns];
        for (int i = 0; i < means.length; i++) {
            for (int k = 0; k < weights.length; k++) {
                means[i] += weights[k] * across[i + k * columns];
            }
        }
        return means;
    }

    private static double[] products(double[] a, double[] b) {
        double[] products = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            products[i] = a[i] * b[i];
        }
        return products;
    }

    private static double[] plane(Picture picture, int channel) {
        double[] plane = new double[picture.width() * picture.height()];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = picture.pixels().at(channel * plane.length + i);
        }
        return plane;
    }
}
