package org.quarry.diffusion;

/**
 * Salimans and Ho (2022), "Progressive Distillation", appendix D: {@code x = cos φ · x₀ + sin φ · ε}. The network is told
 * {@code φ/(π/2)}, from 0 (clean) to 1.
 *
 * @param count the number of steps that a run may have
 */
public record AngleLevels(int count) implements NoiseLevels {
    @Override
    public Level atTimestep(double timestep) {
        return new Level(0, timestep, Math.cos(timestep * Math.PI / 2), Math.sin(timestep * Math.PI / 2));
    }

    /** The level with that factor of the noise. */
    Level atNoise(double noise) {
        double signal = Math.sqrt(1 - noise * noise);
        return new Level(0, Math.atan2(noise, signal) / (Math.PI / 2), signal, noise);
    }

    @Override
    public Level atSigma(double sigma) {
        return atTimestep(Math.atan(sigma) / (Math.PI / 2));
    }
}
