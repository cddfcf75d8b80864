package org.quarry.diffusion;

import org.quarry.tensor.Tensor;

/**
 * Kwon et al. (2025), "TCFG: Tangential Damping Classifier-Free Guidance": of the unconditional prediction only the part
 * along the first right singular vector of the two-row matrix [c; u] is kept, the direction that both have in common. What
 * is left out is across it and only leads the sample astray.
 */
public final class TangentialGuidance {
    private TangentialGuidance() {}

    /**
     * Algorithm 1: {@code u' + w · (c − u')} with {@code u' = ⟨u, v⟩ · v}, v the first right singular vector.
     *
     * @param scale w: 1 is the conditional prediction
     */
    public static Tensor guide(Tensor unconditional, Tensor conditional, double scale) {
        return Guidance.combine(damped(unconditional, conditional), conditional, scale);
    }

    /**
     * u'. With the matrix M = [c; u], v = Mᵀ(a, b) / σ where (a, b) is the unit eigenvector of
     * {@code M Mᵀ = [cc cu; cu uu]} to its larger eigenvalue σ². That eigenvector stands at the angle
     * {@code ½ · atan2(2cu, cc − uu)}: no matrix of the prediction's size is ever decomposed.
     */
    static Tensor damped(Tensor unconditional, Tensor conditional) {
        Vectors vectors = Vectors.ofBatch(conditional.shape());
        double[] cc = vectors.dot(conditional, conditional);
        double[] cu = vectors.dot(conditional, unconditional);
        double[] uu = vectors.dot(unconditional, unconditional);
        double[] alongC = new double[cc.length];
        double[] alongU = new double[cc.length];
        for (int i = 0; i < cc.length; i++) {
            double angle = 0.5 * Math.atan2(2 * cu[i], cc[i] - uu[i]);
            double a = Math.cos(angle);
            double b = Math.sin(angle);
            double eigenvalue = a * a * cc[i] + 2 * a * b * cu[i] + b * b * uu[i];
            double share = eigenvalue == 0 ? 0 : (a * cu[i] + b * uu[i]) / eigenvalue;
            alongC[i] = share * a;
            alongU[i] = share * b;
        }
        return vectors.mix(alongC, conditional, alongU, unconditional);
    }
}
