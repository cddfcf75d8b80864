package org.quarry.diffusion;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Ho, Jain and Abbeel (2020), "Denoising Diffusion Probabilistic Models", algorithm 2 with the posterior of eq. 6 and 7:
 *
 * <pre>
 *   xₜ₋₁ = (√ᾱₜ₋₁ · β / (1 − ᾱₜ)) · x₀ + (√α · (1 − ᾱₜ₋₁) / (1 − ᾱₜ)) · xₜ + σ · z
 *   σ²   = β̃ = (1 − ᾱₜ₋₁)/(1 − ᾱₜ) · β     or     σ² = β
 * </pre>
 *
 * <p>with α = ᾱₜ/ᾱₜ₋₁ and β = 1 − α, also between levels that are further apart than in training. Both variances are
 * the paper's (section 3.2); the last step adds no noise.
 */
public final class Ddpm {
    private Ddpm() {}

    /** DDPM with the smaller variance β̃, right for data without spread. @see Sampler#sample */
    public static Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        return sample(model, x, schedule, noise, (at, next) -> Math.sqrt(beta(at, next)) * next.noise() / at.noise());
    }

    /** DDPM with the larger variance β, right for normal data. @see Sampler#sample */
    public static Tensor sampleLargeVariance(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        return sample(model, x, schedule, noise, (at, next) -> Math.sqrt(beta(at, next)));
    }

    @FunctionalInterface
    private interface Deviation {
        double of(Level at, Level next);
    }

    private static Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise, Deviation deviation) {
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            double variance = at.noise() * at.noise();
            double nextVariance = next.noise() * next.noise();
            Tensor clean = schedule.limit().apply(model.denoise(x, at));
            x = clean.mix(
                    next.signal() * beta(at, next) / variance,
                    x,
                    ForwardProcess.rootAlpha(next, at) * nextVariance / variance);
            if (i < schedule.steps() - 1) {
                x = x.mix(1, noise.next(x.shape()), deviation.of(at, next));
            }
        }
        return x;
    }

    private static double beta(Level at, Level next) {
        return Math.max(0, ForwardProcess.beta(next, at));
    }
}
