package org.quarry.nodes.scheduler;

import java.util.Optional;
import org.quarry.diffusion.TableCurve;

/** How the noise levels of a run are chosen of all that the model knows. */
public enum CurveChoice {
    /** Evenly spaced timesteps, the noisiest and the cleanest of them visited. */
    NORMAL,
    /** Every n-th level from the noisiest down: usual for flows. */
    SIMPLE,
    /** Evenly spaced timesteps from the noisiest down, the cleanest left out: for models that want few steps. */
    SGM_UNIFORM,
    /** Equal whole strides up from the cleanest, as DDIM was first written; may make more steps than asked for. */
    DDIM_UNIFORM,
    /** By quantiles of a beta distribution: more steps at both ends. */
    BETA,
    /** As Karras et al. (2022) found best: more steps where little noise is left. */
    KARRAS,
    /** By the same factor in each step. */
    EXPONENTIAL,
    /** Half of the steps for the first fortieth of the way: for video models. */
    LINEAR_QUADRATIC,
    /** The angle between picture and noise falls evenly: "Align Your Steps", Sabour et al. (2024). */
    KL_OPTIMAL,
    /** Those that are written in sigmas. */
    GIVEN;

    /** Empty for those that are given. */
    Optional<TableCurve> curve() {
        return this == GIVEN ? Optional.empty() : Optional.of(TableCurve.valueOf(name()));
    }
}
