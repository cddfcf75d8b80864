package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Katherine Crowson's k-diffusion, {@code sample_dpmpp_sde}, and with r = ½ Diffusers' DPM-Solver SDE: DPM-Solver++ of second
 * order with fresh noise in both of its stages.
 *
 * <pre>
 *   λ_m = λ + r · h               x_m by an ancestral step from λ to λ_m with x₀(x)
 *   D   = (1 − 1/2r) · x₀(x) + 1/2r · x₀(x_m)          x' by an ancestral step from λ to λ' with D
 * </pre>
 *
 * <p>A step that ends clean is Euler's.
 *
 * @param eta 0 for no fresh noise, 1 for as much as DDPM adds
 * @param spread the standard deviation of that noise, 1 but for experiments
 * @param ratio r, where the network is asked again, between 0 and 1
 */
public record DpmStochastic(double eta, double spread, double ratio) implements Sampler {
    /** As much fresh noise as DDPM adds; the network is asked again in the middle. */
    public DpmStochastic() {
        this(1, 1, 0.5);
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        Ancestral ancestral = new Ancestral(eta, spread);
        double second = 1 / (2 * ratio);
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            Combination clean = schedule.clean(model, x, at);
            if (next.noise() > 0 && at.signal() > 0) {
                Level middle = schedule.between(at, next, ratio);
                Tensor half = ancestral.step(x, clean, at, middle, schedule, noise);
                clean = clean.times(1 - second)
                        .plus(schedule.clean(model, half, middle).times(second));
            }
            x = ancestral.step(x, clean, at, next, schedule, noise);
        }
        return x;
    }
}
