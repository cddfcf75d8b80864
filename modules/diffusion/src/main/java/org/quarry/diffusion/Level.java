package org.quarry.diffusion;

/**
 * A noise level: a sample at it is {@code x = signal · x₀ + noise · ε} with {@code ε} standard normal, in the scale that
 * the network expects. This is √ᾱ and √(1 − ᾱ) for a variance-preserving model, 1 − t and t for a flow, and 1 and σ times
 * c_in for the models of Karras et al. (2022).
 *
 * @param index which step of a run stands here, from 0; the level where the run ends has the number of steps
 * @param timestep what the network is told, for most from 0 (clean) to the number of training steps; may be fractional
 * @param signal factor of the clean sample, at least 0
 * @param noise factor of the noise, at least 0
 */
public record Level(int index, double timestep, double signal, double noise) {
    /** Checks the factors. */
    public Level {
        if (!(signal >= 0 && noise >= 0 && signal + noise > 0)) {
            throw new IllegalArgumentException("a level needs signal and noise of at least 0, not both 0; found signal "
                    + signal + ", noise " + noise + " at timestep " + timestep);
        }
    }

    /** A variance-preserving level: signal √ᾱ, noise √(1 − ᾱ). */
    static Level ofAlphaBar(int index, double timestep, double alphaBar) {
        return new Level(index, timestep, Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar));
    }

    /** A variance-preserving level from its σ: signal 1/√(σ² + 1), noise σ/√(σ² + 1). */
    static Level ofSigma(int index, double timestep, double sigma) {
        double length = Math.hypot(sigma, 1);
        return new Level(index, timestep, 1 / length, Double.isInfinite(sigma) ? 1 : sigma / length);
    }

    /** Noise per signal, the σ of Karras et al. (2022); infinite where no signal is left. */
    public double sigma() {
        return noise / signal;
    }

    /** Half the logarithm of the signal-to-noise ratio, the λ of Lu et al. (2022): ln(signal / noise) = −ln σ. */
    public double lambda() {
        return Math.log(signal / noise);
    }

    /** The same level, of which the network is told another timestep. */
    Level told(double other) {
        return new Level(index, other, signal, noise);
    }

    /** The same level, counted as part of another step of the run. */
    public Level inStep(int step) {
        return new Level(step, timestep, signal, noise);
    }
}
