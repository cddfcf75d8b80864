package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Katherine Crowson's k-diffusion, {@code sample_euler_ancestral}: each Euler step goes down further than the schedule
 * says, and fresh noise brings the sample back up. With y = x/signal:
 *
 * <pre>
 *   y' = y + (σ_down − σ) · (y − x₀)/σ + σ_up · z          σ_down² + σ_up² = σ'²
 * </pre>
 *
 * @param eta 0 is Euler's method, 1 as much fresh noise as DDPM adds
 * @param spread the standard deviation of that noise, 1 but for experiments
 */
public record EulerAncestral(double eta, double spread) implements Sampler {
    /** As much fresh noise as DDPM adds. */
    public EulerAncestral() {
        this(1, 1);
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        Ancestral ancestral = new Ancestral(eta, spread);
        for (int i = 0; i < schedule.steps(); i++) {
            Combination clean = schedule.clean(model, x, schedule.at(i));
            x = ancestral.step(x, clean, schedule.at(i), schedule.after(i), schedule, noise);
        }
        return x;
    }
}
