package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * k-diffusion, {@code get_ancestral_step}: a step goes down further than the next level, and fresh noise brings the sample
 * back up.
 *
 * <pre>
 *   σ_up = min(σ', η · √(σ'² · (σ² − σ'²)/σ²))          σ_down = √(σ'² − σ_up²)
 * </pre>
 *
 * <p>With η = 1 the variance is that of DDPM's posterior, Song et al. (2021), "Score-Based Generative Modeling", appendix
 * F, and σ_down = σ'²/σ.
 *
 * @param eta 0 for no fresh noise, 1 for as much as DDPM adds
 * @param spread standard deviation of the fresh noise, 1 but for experiments
 */
record Ancestral(double eta, double spread) {
    /** Where the step goes down to. */
    Level down(Schedule schedule, Level at, Level next) {
        double up = up(at, next);
        double down = Math.sqrt(next.sigma() * next.sigma() - up * up);
        return schedule.training().atSigma(down).inStep(next.index());
    }

    /** Adds what is missing to the next level. */
    Tensor raise(Combination below, Level at, Level down, Level next, Noise noise) {
        double up = next.signal() * up(at, next) * spread;
        Combination scaled = below.times(next.signal() / down.signal());
        return (up > 0 ? scaled.plus(up, noise.next(below.shape())) : scaled).tensor();
    }

    /** Euler's method down, and up again. */
    Tensor step(Tensor x, Combination clean, Level at, Level next, Schedule schedule, Noise noise) {
        Level down = down(schedule, at, next);
        return raise(Euler.step(x, clean, at, down), at, down, next, noise);
    }

    private double up(Level at, Level next) {
        // Written so that it is finite where σ is not.
        double ratio = next.sigma() * at.signal() / at.noise();
        double sigma = next.sigma();
        return Math.min(sigma, eta * sigma * Math.sqrt(Math.max(0, 1 - ratio * ratio)));
    }
}
