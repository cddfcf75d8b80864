package org.quarry.diffusion;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Katherine Crowson's k-diffusion, {@code sample_euler_ancestral}: each Euler step goes down further than the schedule
 * says, and fresh noise brings the sample back up. With y = x/signal:
 *
 * <pre>
 *   σ_up² = σ'² · (σ² − σ'²)/σ²      σ_down² = σ'² − σ_up² = (σ'²/σ)²
 *   y'    = y + (σ_down − σ) · (y − x₀)/σ + σ_up · z
 * </pre>
 *
 * <p>The variance is that of DDPM's posterior, Song et al. (2021), "Score-Based Generative Modeling", appendix F.
 */
public final class EulerAncestral {
    private EulerAncestral() {}

    /** Euler's method with fresh noise in each step but one that ends clean. @see Sampler#sample */
    public static Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            double ratio = next.sigma() / at.sigma();
            Tensor clean = schedule.limit().apply(model.denoise(x, at));
            // a' · (σ_down/σ) · y, written so that it is 0 where σ is infinite.
            double kept = ratio * next.noise() / at.noise();
            x = x.mix(kept, clean, next.signal() * (1 - ratio * ratio));
            double up = next.noise() * Math.sqrt(Math.max(0, 1 - ratio * ratio));
            if (up > 0) {
                x = x.mix(1, noise.next(x.shape()), up);
            }
        }
        return x;
    }
}
