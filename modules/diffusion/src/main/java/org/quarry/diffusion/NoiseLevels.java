package org.quarry.diffusion;

/**
 * The path from clean to noise that a network was trained on: which levels there are, and what the network is told at each.
 *
 * <p>Denoising without fresh noise follows an ordinary differential equation. In the coordinates {@code y = x/scale} and
 * {@code τ = time} its right-hand side is {@code dy/dτ = (y − x₀)/τ} for all paths, so that methods such as Heun's are
 * written once. For most paths τ is σ (Karras et al. (2022), eq. 4 with σ(t) = t); for a flow it is the flow's own t.
 */
public sealed interface NoiseLevels permits TrainingLevels, FlowLevels, KarrasLevels, AngleLevels {
    /** The number T of training timesteps. */
    int count();

    /** The level of a timestep, which may lie between those of training. @param timestep 0 to T */
    Level atTimestep(double timestep);

    /** The level of a ratio of noise to signal, which may lie beyond those of training. @param sigma 0 to ∞ */
    Level atSigma(double sigma);

    /** The σ at which a consistency model gives back its input; 0 for networks that were not trained to be one. */
    default double boundary() {
        return 0;
    }

    /** What a sample is divided by to give y. */
    default double scale(Level level) {
        return level.signal();
    }

    /** The τ of a level. */
    default double time(Level level) {
        return level.sigma();
    }

    /** The level of a τ. */
    default Level atTime(double time) {
        return atSigma(time);
    }
}
