package org.quarry.diffusion;

import org.quarry.tensor.Tensor;

/**
 * "MAMBO-G: Magnitude-Aware Mitigation for Boosted Guidance" (2025, arXiv 2508.03442): guidance holds back where the change
 * that the prompt makes is large beside the prediction, as in the first steps from pure noise.
 */
public final class MagnitudeAwareGuidance {
    private MagnitudeAwareGuidance() {}

    /**
     * {@code u + w(ρ) · (c − u)} with {@code w(ρ) = 1 + (w − 1) · exp(−α · ρ)} and {@code ρ = ‖c − u‖ / ‖u‖}, for each of
     * a batch, of any number of axes. (Diffusers' fails on those of pictures.)
     *
     * @param scale w, reached where the two predictions agree; 1 is the conditional prediction
     * @param damping α: 0 is plain guidance; the authors take 8
     */
    public static Tensor guide(Tensor unconditional, Tensor conditional, double scale, double damping) {
        Tensor change = conditional.minus(unconditional);
        Vectors vectors = Vectors.ofBatch(change.shape());
        double[] changed = vectors.dot(change, change);
        double[] squares = vectors.dot(unconditional, unconditional);
        double[] scales = new double[changed.length];
        double[] others = new double[changed.length];
        for (int i = 0; i < scales.length; i++) {
            // Two predictions of zeros agree.
            double ratio = changed[i] == 0 ? 0 : Math.sqrt(changed[i] / squares[i]);
            scales[i] = 1 + (scale - 1) * Math.exp(-damping * ratio);
            others[i] = 1 - scales[i];
        }
        return vectors.mix(scales, conditional, others, unconditional);
    }
}
