package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Katherine Crowson's k-diffusion, {@code sample_dpm_2_ancestral}: {@link Dpm2} down to σ_down, below the next level, and
 * fresh noise to bring the sample back up.
 *
 * @param eta 0 for no fresh noise, 1 for as much as DDPM adds
 * @param spread the standard deviation of that noise, 1 but for experiments
 */
public record Dpm2Ancestral(double eta, double spread) implements Sampler {
    /** As much fresh noise as DDPM adds. */
    public Dpm2Ancestral() {
        this(1, 1);
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        Ancestral ancestral = new Ancestral(eta, spread);
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level down = ancestral.down(schedule, at, schedule.after(i));
            Combination below = Dpm2.step(model, new Churn.Raised(x, at), schedule, down);
            x = ancestral.raise(below, at, down, schedule.after(i), noise);
        }
        return x;
    }
}
