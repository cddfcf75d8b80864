package org.quarry.nodes.scheduler;

import java.util.Optional;
import org.quarry.diffusion.SigmaCurve;

/** How the noise falls over the steps of a run. */
public enum SigmaCourse {
    /** As the model's settings say. */
    FROM_MODEL,
    /** As it was at the timesteps in training. */
    TRAINED,
    /** As Karras et al. (2022) found best: more steps where little noise is left. */
    KARRAS,
    /** By the same factor in each step. */
    EXPONENTIAL,
    /** By the same factor in each step, bent by rho: above 1 more steps where little noise is left. */
    POLYEXPONENTIAL,
    /** By quantiles of a beta distribution: more steps at both ends. */
    BETA,
    /** As the continuous variance-preserving path of Song et al. (2021), with its own ends; not for flows. */
    VP,
    /** By the same factor in each step, while the network is told evenly spaced timesteps; ends at the lowest level. */
    LOG_LINEAR;

    private static final double KARRAS_RHO = 7;

    /** @param rho 0 for what is usual */
    Optional<SigmaCurve> curve(double rho) {
        return switch (this) {
            case FROM_MODEL -> Optional.empty();
            case TRAINED -> Optional.of(SigmaCurve.TRAINED);
            case KARRAS -> Optional.of(new SigmaCurve.Karras(rho == 0 ? KARRAS_RHO : rho));
            case EXPONENTIAL -> Optional.of(SigmaCurve.EXPONENTIAL);
            case POLYEXPONENTIAL -> Optional.of(new SigmaCurve.Polyexponential(rho == 0 ? 1 : rho));
            case BETA -> Optional.of(SigmaCurve.BETA);
            case VP -> Optional.of(SigmaCurve.Vp.STANDARD);
            case LOG_LINEAR -> Optional.of(SigmaCurve.LOG_LINEAR);
        };
    }
}
