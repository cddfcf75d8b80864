package org.quarry.diffusion;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Karras et al. (2022), algorithm 1: Heun's method of second order for {@code dy/dσ = (y − x₀)/σ}, with y = x/signal:
 *
 * <pre>
 *   d  = (y − x₀(y, σ))/σ               ŷ = y + (σ' − σ) · d
 *   d' = (ŷ − x₀(ŷ, σ'))/σ'             y' = y + (σ' − σ) · (d + d')/2
 * </pre>
 *
 * <p>Asks the network twice in each step but the last.
 */
public final class Heun {
    private Heun() {}

    /** Heun's method. @see Sampler#sample */
    public static Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            Tensor clean = schedule.limit().apply(model.denoise(x, at));
            Tensor euler = Euler.step(x, clean, at, next);
            // The slope is undefined at σ = 0, and y at σ = ∞.
            x = next.noise() == 0 || at.signal() == 0
                    ? euler
                    : corrected(
                            x,
                            slope(x, clean, at),
                            slope(euler, limited(model, euler, next, schedule), next),
                            at,
                            next);
        }
        return x;
    }

    private static Tensor limited(Denoiser model, Tensor x, Level at, Schedule schedule) {
        return schedule.limit().apply(model.denoise(x, at.inStep(at.index() - 1)));
    }

    /** (y − x₀)/σ, where y = x/signal. */
    private static Tensor slope(Tensor x, Tensor clean, Level at) {
        return x.mix(1 / at.noise(), clean, -1 / at.sigma());
    }

    private static Tensor corrected(Tensor x, Tensor slope, Tensor nextSlope, Level at, Level next) {
        double half = next.signal() * (next.sigma() - at.sigma()) / 2;
        return x.mix(next.signal() / at.signal(), slope.plus(nextSlope), half);
    }
}
