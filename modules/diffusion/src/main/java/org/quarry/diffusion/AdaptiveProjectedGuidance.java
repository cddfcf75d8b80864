package org.quarry.diffusion;

import java.util.Arrays;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * Sadat et al. (2024), "Eliminating Oversaturation and Artifacts of High Guidance Scales in Diffusion Models" (APG),
 * section 5 and algorithm 1. With Δ the change that the prompt makes,
 *
 * <pre>
 *   Δ  = c − u, or its running average Δ + β · (previous)      β: momentum, usually negative
 *   Δ' = Δ · min(1, r / ‖Δ‖)                                   r: threshold
 *   Δ' = Δ'⊥ + η · Δ'∥                                         ∥ along c, ⊥ across it
 *   guided = c + (w − 1) · Δ'
 * </pre>
 *
 * The part along c makes colours glaring and is left out or weakened; the part across it carries the prompt. With η = 1,
 * no threshold and no momentum this is classifier-free guidance.
 *
 * @param scale w: 1 is the conditional prediction
 * @param parallel η: how much of the part along the conditional prediction is kept; 0 in the paper
 * @param threshold r: the largest norm of the change; 0 for no limit
 * @param extent what norms and projections run over
 * @param origin what the change is added to
 */
public record AdaptiveProjectedGuidance(double scale, double parallel, double threshold, Extent extent, Origin origin) {
    /** What norms and projections run over. */
    public enum Extent {
        /** Each of a batch as a whole, as in the paper. */
        WHOLE {
            @Override
            Vectors of(Shape shape) {
                return Vectors.ofBatch(shape);
            }
        },
        /** Each channel for itself. */
        CHANNEL {
            @Override
            Vectors of(Shape shape) {
                return Vectors.ofChannels(shape);
            }
        };

        abstract Vectors of(Shape shape);
    }

    /** What the changed direction is added to. The two are equal only if nothing was changed. */
    public enum Origin {
        /** {@code c + (w − 1) · Δ'}, algorithm 1 of the paper. */
        CONDITIONAL,
        /** {@code u + w · Δ'}, as Diffusers does. */
        UNCONDITIONAL
    }

    /**
     * The change that the prompt makes, with what is left of earlier ones.
     *
     * @param momentum β: how much of the previous average is added
     * @param previous what this gave the last time; zeros at first
     */
    public static Tensor average(Tensor unconditional, Tensor conditional, double momentum, Tensor previous) {
        return conditional.minus(unconditional).mix(1, previous, momentum);
    }

    /**
     * The guided prediction.
     *
     * @param unconditional shape {@code B,…}
     * @param conditional of equal shape
     * @param change conditional less unconditional, or {@link #average}
     */
    public Tensor guide(Tensor unconditional, Tensor conditional, Tensor change) {
        Tensor projected = extent.of(change.shape()).weighAlong(shortened(change), conditional, parallel);
        return switch (origin) {
            case CONDITIONAL -> conditional.mix(1, projected, scale - 1);
            case UNCONDITIONAL -> unconditional.mix(1, projected, scale);
        };
    }

    private Tensor shortened(Tensor change) {
        if (threshold == 0) {
            return change;
        }
        Vectors vectors = extent.of(change.shape());
        double[] factors = Arrays.stream(vectors.dot(change, change))
                .map(square -> Math.min(1, threshold / Math.sqrt(square)))
                .toArray();
        return vectors.mix(factors, change, new double[factors.length], change);
    }
}
