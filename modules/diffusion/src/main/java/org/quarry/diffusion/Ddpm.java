package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Ho, Jain and Abbeel (2020), "Denoising Diffusion Probabilistic Models", algorithm 2 with the posterior of eq. 6 and 7:
 *
 * <pre>
 *   xₜ₋₁ = (√ᾱₜ₋₁ · β / (1 − ᾱₜ)) · x₀ + (√α · (1 − ᾱₜ₋₁) / (1 − ᾱₜ)) · xₜ + σ · z
 * </pre>
 *
 * <p>with α = ᾱₜ/ᾱₜ₋₁ and β = 1 − α, also between levels that are further apart than in training. The last step adds no
 * noise. The variances are those of section 3.2, and of networks that were trained to give one.
 */
public enum Ddpm implements Sampler {
    /** σ² = β̃ = (1 − ᾱₜ₋₁)/(1 − ᾱₜ) · β, right for data without spread: {@code fixed_small}. */
    SMALL_VARIANCE {
        @Override
        Combination fresh(Tensor z, Level at, Level next, Estimate estimate) {
            return Combination.of(z).times(Math.sqrt(smallest(at, next)));
        }
    },
    /**
     * σ² = β, right for normal data: {@code fixed_large}. {@code fixed_large_log} is the same; in Diffusers it is the root
     * of ln β, which is negative.
     */
    LARGE_VARIANCE {
        @Override
        Combination fresh(Tensor z, Level at, Level next, Estimate estimate) {
            return Combination.of(z).times(Math.sqrt(beta(at, next)));
        }
    },
    /** σ² is what the network says. */
    LEARNED_VARIANCE {
        @Override
        Combination fresh(Tensor z, Level at, Level next, Estimate estimate) {
            return Combination.of(said(estimate)
                    .combine(z, (variance, value) -> Math.sqrt(Math.max(0, variance)) * value));
        }
    },
    /**
     * Nichol and Dhariwal (2021), eq. 15: ln σ² = v · ln β + (1 − v) · ln β̃, where the network says 2v − 1. Guided
     * diffusion and DiT.
     */
    LEARNED_RANGE {
        @Override
        Combination fresh(Tensor z, Level at, Level next, Estimate estimate) {
            double low = Math.log(smallest(at, next));
            double high = Math.log(beta(at, next));
            return Combination.of(said(estimate).combine(z, (said, value) -> {
                double v = (said + 1) / 2;
                return Math.exp((v * high + (1 - v) * low) / 2) * value;
            }));
        }
    };

    private static final double LEAST_VARIANCE = 1e-20;

    /** σ · z. */
    abstract Combination fresh(Tensor z, Level at, Level next, Estimate estimate);

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            double variance = at.noise() * at.noise();
            Estimate estimate = model.estimate(x, at);
            Combination mean = schedule.limit()
                    .apply(estimate.clean())
                    .times(next.signal() * beta(at, next) / variance)
                    .plus(ForwardProcess.rootAlpha(next, at) * next.noise() * next.noise() / variance, x);
            boolean last = i == schedule.steps() - 1;
            x = (last ? mean : mean.plus(fresh(noise.next(x.shape()), at, next, estimate))).tensor();
        }
        return x;
    }

    private static Tensor said(Estimate estimate) {
        return estimate.variance()
                .orElseThrow(() -> new UnfitModelException("the network says nothing about the variance: its output"
                        + " has as many channels as the sample, wanted twice as many; take a fixed variance"));
    }

    private static double beta(Level at, Level next) {
        return Math.max(LEAST_VARIANCE, ForwardProcess.beta(next, at));
    }

    private static double smallest(Level at, Level next) {
        double ratio = next.noise() / at.noise();
        return Math.max(LEAST_VARIANCE, ratio * ratio * beta(at, next));
    }
}
