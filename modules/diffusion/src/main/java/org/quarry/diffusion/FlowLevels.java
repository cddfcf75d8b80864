package org.quarry.diffusion;

/**
 * A straight line from the clean sample to noise, Lipman et al. (2023), "Flow Matching", eq. 22 with σ_min = 0:
 * {@code x = (1 − t) · x₀ + t · ε}. The network is told {@code T · t}, or, if it counts the other way, {@code T · (1 − t)}.
 *
 * @param count T
 * @param countsUp whether the network's timestep rises towards the clean sample, as Mochi's does
 */
public record FlowLevels(int count, boolean countsUp) implements NoiseLevels {
    /** The level t = noise. */
    Level atNoise(double noise) {
        return new Level(0, count * (countsUp ? 1 - noise : noise), 1 - noise, noise);
    }

    @Override
    public Level atTimestep(double timestep) {
        return atNoise(countsUp ? 1 - timestep / count : timestep / count);
    }

    @Override
    public Level atSigma(double sigma) {
        return atNoise(Double.isInfinite(sigma) ? 1 : sigma / (1 + sigma));
    }

    /** 1 on the path itself. */
    @Override
    public double scale(Level level) {
        return level.signal() + level.noise();
    }

    @Override
    public double time(Level level) {
        return level.noise() / scale(level);
    }

    @Override
    public Level atTime(double time) {
        return atNoise(time);
    }
}
