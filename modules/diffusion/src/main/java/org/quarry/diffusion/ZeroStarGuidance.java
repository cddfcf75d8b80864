package org.quarry.diffusion;

import java.util.Arrays;
import org.quarry.tensor.Tensor;

/**
 * Fan et al. (2025), "CFG-Zero*: Improved Classifier-Free Guidance for Flow Matching Models". Besides what is here, the
 * paper's zero-init lets the prediction be 0 in the first steps, where a network trained for a short time is worse than
 * nothing.
 */
public final class ZeroStarGuidance {
    /** Keeps a prediction of zeros from dividing by 0; the value of the authors' code. */
    private static final double SMALL = 1e-8;

    private ZeroStarGuidance() {}

    /**
     * Equations 9 and 10: {@code s* · u + w · (c − s* · u)} with {@code s* = ⟨c, u⟩ / ‖u‖²}, the multiple of the
     * unconditional prediction that comes nearest to the conditional one. Each of a batch has its own.
     *
     * @param scale w: 1 is the conditional prediction
     */
    public static Tensor guide(Tensor unconditional, Tensor conditional, double scale) {
        Vectors vectors = Vectors.ofBatch(conditional.shape());
        double[] nearest = vectors.dot(conditional, unconditional);
        double[] squares = vectors.dot(unconditional, unconditional);
        for (int i = 0; i < nearest.length; i++) {
            nearest[i] *= (1 - scale) / (squares[i] + SMALL);
        }
        double[] scales = new double[nearest.length];
        Arrays.fill(scales, scale);
        return vectors.mix(nearest, unconditional, scales, conditional);
    }
}
