package org.quarry.diffusion;

import org.quarry.tensor.Combination;
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
 *
 * @param churn noise that is added before each step
 */
public record Euler(Churn churn) implements Sampler {
    /** Without added noise. */
    public Euler() {
        this(Churn.NONE);
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        for (int i = 0; i < schedule.steps(); i++) {
            Churn.Raised raised = churn.raise(x, schedule, i, noise);
            Combination clean = schedule.clean(model, raised.x(), raised.level());
            x = step(raised.x(), clean, raised.level(), schedule.after(i)).tensor();
        }
        return x;
    }

    /** One step: {@code x' = (s'/s) · x + (a' − a · s'/s) · x₀}, exact as long as x₀ does not change. */
    static Combination step(Tensor x, Combination clean, Level from, Level to) {
        double ratio = to.noise() / from.noise();
        return Combination.of(x).times(ratio).plus(clean.times(to.signal() - from.signal() * ratio));
    }
}
