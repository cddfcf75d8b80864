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
            if (next.noise() == 0 || at.signal() == 0) {
                // The slope is undefined at σ = 0, and y at σ = ∞.
                x = euler;
            } else {
                Tensor nextClean = schedule.limit().apply(model.denoise(euler, next.inStep(i)));
                Tensor slopes = slope(x, clean, at).plus(slope(euler, nextClean, next));
                x = x.mix(next.signal() / at.signal(), slopes, next.signal() * (next.sigma() - at.sigma()) / 2);
            }
        }
        return x;
    }

    /** (y − x₀)/σ, where y = x/signal. */
    private static Tensor slope(Tensor x, Tensor clean, Level at) {
        return x.mix(1 / at.noise(), clean, -1 / at.sigma());
    }
}
