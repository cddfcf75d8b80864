package org.quarry.diffusion;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Katherine Crowson's k-diffusion, {@code sample_euler_ancestral}: each Euler step goes down further than the schedule
 * says, and fresh noise brings the sample back up. With y = x/signal:
 *
 * <pre>
 *   y' = y + (σ_down − σ) · (y − x₀)/σ + σ_up · z          σ_down² + σ_up² = σ'²
 * </pre>
 */
public final class EulerAncestral {
    private EulerAncestral() {}

    /** As much fresh noise as DDPM adds. @see Sampler#sample */
    public static Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        return with(1, 1).sample(model, x, schedule, noise);
    }

    /**
     * Another amount of fresh noise.
     *
     * @param eta 0 is Euler's method, 1 as much as DDPM
     * @param spread the standard deviation of that noise, 1 but for experiments
     */
    public static Sampler with(double eta, double spread) {
        Ancestral ancestral = new Ancestral(eta, spread);
        return (model, x, schedule, noise) -> {
            for (int i = 0; i < schedule.steps(); i++) {
                Tensor clean = schedule.clean(model, x, schedule.at(i));
                x = ancestral.step(x, clean, schedule.at(i), schedule.after(i), schedule, noise);
            }
            return x;
        };
    }
}
