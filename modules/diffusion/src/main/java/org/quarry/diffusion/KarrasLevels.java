package org.quarry.diffusion;

/**
 * Karras et al. (2022), table 1, column "Ours": {@code y = x₀ + σ · ε}, of which the network sees
 * {@code c_in · y = y/√(σ² + σ_data²)} and is told {@code c_noise = ¼ ln σ}.
 *
 * @param count the number of training timesteps
 * @param dataSpread σ_data, the standard deviation of clean samples
 * @param toldFactor what c_noise is multiplied by; 1000 for consistency models
 * @param boundary σ at which a consistency model gives back its input; 0 for others
 */
public record KarrasLevels(int count, double dataSpread, double toldFactor, double boundary) implements NoiseLevels {
    @Override
    public Level atTimestep(double timestep) {
        return atSigma(Math.exp(4 * timestep / toldFactor));
    }

    @Override
    public Level atSigma(double sigma) {
        double length = Math.hypot(sigma, dataSpread);
        return sigma == 0
                ? new Level(0, 0, 1 / length, 0)
                : new Level(0, toldFactor * Math.log(sigma) / 4, 1 / length, sigma / length);
    }
}
