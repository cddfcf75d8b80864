package org.quarry.diffusion;

import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * How a distilled network is told the guidance scale instead of being run twice: Meng et al. (2023), "On Distillation of
 * Guided Diffusion Models", in the form of Luo et al. (2023), "Latent Consistency Models".
 */
public final class GuidanceEmbedding {
    private static final double LONGEST_PERIOD = 10_000;
    private static final double ONE = 1000;

    private GuidanceEmbedding() {}

    /**
     * The Fourier features of w: {@code sin(1000 · w · fᵢ)}, then {@code cos(1000 · w · fᵢ)}, with frequencies
     * {@code fᵢ = 10000^(−i / (n/2 − 1))}.
     *
     * @param scale counted as everybody does; the network's w is less by 1
     * @param size n, even and at least 4
     * @return shape {@code 1,n}
     */
    public static Tensor of(double scale, int size) {
        if (size < 4 || size % 2 != 0) {
            throw new IllegalArgumentException("found an embedding of size " + size + "; wanted an even one from 4 on");
        }
        int half = size / 2;
        float[] features = new float[size];
        for (int i = 0; i < half; i++) {
            double angle = ONE * (scale - 1) * StrictMath.pow(LONGEST_PERIOD, -(double) i / (half - 1));
            features[i] = (float) StrictMath.sin(angle);
            features[half + i] = (float) StrictMath.cos(angle);
        }
        return Tensor.adopt(Shape.of(1, size), features);
    }
}
