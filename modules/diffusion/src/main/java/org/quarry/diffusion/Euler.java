package org.quarry.diffusion;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Karras, Aittala, Aila and Laine (2022), "Elucidating the Design Space of Diffusion-Based Generative Models",
 * algorithm 2 without its correction: Euler's method for {@code dy/dσ = (y − x₀)/σ}, with y = x/signal:
 *
 * <pre>
 *   y' = y + (σ' − σ) · (y − x₀)/σ = (σ'/σ) · y + (1 − σ'/σ) · x₀
 * </pre>
 *
 * <p>In the network's scale this is {@link #step}, which is finite where σ is not. For a flow it is Euler's method in t,
 * and with equal levels it is DDIM.
 */
public final class Euler {
    private Euler() {}

    /** Euler's method. @see Sampler#sample */
    public static Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        return sample(model, x, schedule, noise, Churn.NONE);
    }

    /** Euler's method after noise is added. */
    public static Sampler with(Churn churn) {
        return (model, x, schedule, noise) -> sample(model, x, schedule, noise, churn);
    }

    private static Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise, Churn churn) {
        for (int i = 0; i < schedule.steps(); i++) {
            Churn.Raised raised = churn.raise(x, schedule, i, noise);
            Tensor clean = schedule.clean(model, raised.x(), raised.level());
            x = step(raised.x(), clean, raised.level(), schedule.after(i));
        }
        return x;
    }

    /** One step: {@code x' = (s'/s) · x + (a' − a · s'/s) · x₀}, exact as long as x₀ does not change. */
    static Tensor step(Tensor x, Tensor clean, Level from, Level to) {
        double ratio = to.noise() / from.noise();
        return x.mix(ratio, clean, to.signal() - from.signal() * ratio);
    }
}
