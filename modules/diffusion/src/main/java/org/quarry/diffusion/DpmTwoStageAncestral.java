package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Katherine Crowson's k-diffusion, {@code sample_dpmpp_2s_ancestral}: the step of Lu et al. (2022), "DPM-Solver++",
 * algorithm 1 with r = ½, down to σ_down, below the next level, and fresh noise to bring the sample back up:
 *
 * <pre>
 *   λ_m = (λ + λ_down)/2          x_m = Euler from λ to λ_m with x₀(x)
 *   x' = Euler from λ to λ_down with x₀(x_m)          then noise
 * </pre>
 *
 * @param eta 0 for no fresh noise, 1 for as much as DDPM adds
 * @param spread the standard deviation of that noise, 1 but for experiments
 */
public record DpmTwoStageAncestral(double eta, double spread) implements Sampler {
    /** As much fresh noise as DDPM adds. */
    public DpmTwoStageAncestral() {
        this(1, 1);
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        Ancestral ancestral = new Ancestral(eta, spread);
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level down = ancestral.down(schedule, at, schedule.after(i));
            Combination clean = schedule.clean(model, x, at);
            if (down.noise() > 0 && at.signal() > 0) {
                Level middle = schedule.between(at, down, 0.5);
                clean = schedule.clean(model, Euler.step(x, clean, at, middle).tensor(), middle);
            }
            Combination below = Euler.step(x, clean, at, down);
            x = ancestral.raise(below, at, down, schedule.after(i), noise);
        }
        return x;
    }
}
