package org.quarry.diffusion;

import org.quarry.tensor.Tensor;

/**
 * Shoemake (1985), "Animating Rotation with Quaternion Curves": from one vector to another along the great circle, at even
 * speed. Normal noise of many numbers lies near a sphere; a straight mixture of two noises would run inside it, with less
 * variance than a network expects.
 */
public final class Slerp {
    /** Below this sine of the angle there is no great circle, or none to speak of. */
    private static final double STRAIGHT = 1e-6;

    private Slerp() {}

    /**
     * {@code sin((1 − t)Ω) / sin Ω · a + sin(tΩ) / sin Ω · b} with Ω the angle between a and b, for each of a batch. Where they
     * have one direction or opposite ones, the straight mixture {@code (1 − t) · a + t · b}.
     *
     * @param a shape {@code B,…}
     * @param b of equal shape
     * @param t 0 gives a, 1 gives b
     */
    public static Tensor between(Tensor a, Tensor b, double t) {
        Vectors vectors = Vectors.ofBatch(a.shape());
        double[] products = vectors.dot(a, b);
        double[] squaresOfA = vectors.dot(a, a);
        double[] squaresOfB = vectors.dot(b, b);
        double[] ofA = new double[products.length];
        double[] ofB = new double[products.length];
        for (int i = 0; i < products.length; i++) {
            double cosine = products[i] / Math.sqrt(squaresOfA[i] * squaresOfB[i]);
            double angle = StrictMath.acos(Math.max(-1, Math.min(1, cosine)));
            double sine = StrictMath.sin(angle);
            boolean straight = !(sine > STRAIGHT);
            ofA[i] = straight ? 1 - t : StrictMath.sin((1 - t) * angle) / sine;
            ofB[i] = straight ? t : StrictMath.sin(t * angle) / sine;
        }
        return vectors.mix(ofA, a, ofB, b);
    }
}
