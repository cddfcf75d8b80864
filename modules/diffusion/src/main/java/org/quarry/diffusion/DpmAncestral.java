package org.quarry.diffusion;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * DPM-Solver++ of second order with fresh noise in each step, from Katherine Crowson's k-diffusion. Both ask the network a
 * second time at {@code λ_m = λ + r · h}; a step that ends clean is Euler's.
 *
 * <pre>
 *   DPM++ 2S ancestral     x_m by Euler to λ_m, then all of x' = Euler with x₀(x_m) to σ_down, then noise
 *   DPM++ SDE              x_m by an ancestral step to λ_m, then an ancestral step with (1 − 1/2r) · x₀ + 1/2r · x₀(x_m)
 * </pre>
 *
 * <p>Lu et al. (2022), "DPM-Solver++", algorithm 1, is the step without noise.
 */
public final class DpmAncestral {
    private DpmAncestral() {}

    /**
     * {@code sample_dpmpp_2s_ancestral}.
     *
     * @param eta 0 for no fresh noise, 1 for as much as DDPM adds
     * @param spread the standard deviation of that noise, 1 but for experiments
     */
    public static Sampler twoStep(double eta, double spread) {
        Ancestral ancestral = new Ancestral(eta, spread);
        return (model, x, schedule, noise) -> {
            for (int i = 0; i < schedule.steps(); i++) {
                Level at = schedule.at(i);
                Level down = ancestral.down(schedule, at, schedule.after(i));
                Tensor clean = schedule.clean(model, x, at);
                if (down.noise() > 0) {
                    Level middle = between(schedule, at, down, 0.5);
                    clean = schedule.clean(model, Euler.step(x, clean, at, middle), middle);
                }
                x = ancestral.raise(Euler.step(x, clean, at, down), at, down, schedule.after(i), noise);
            }
            return x;
        };
    }

    /**
     * {@code sample_dpmpp_sde}; with r = ½ also Diffusers' DPM-Solver SDE.
     *
     * @param eta 0 for no fresh noise, 1 for as much as DDPM adds
     * @param spread the standard deviation of that noise, 1 but for experiments
     * @param ratio r, where the network is asked again, between 0 and 1
     */
    public static Sampler sde(double eta, double spread, double ratio) {
        Ancestral ancestral = new Ancestral(eta, spread);
        double second = 1 / (2 * ratio);
        return (model, x, schedule, noise) -> {
            for (int i = 0; i < schedule.steps(); i++) {
                Level at = schedule.at(i);
                Level next = schedule.after(i);
                Tensor clean = schedule.clean(model, x, at);
                if (next.noise() > 0) {
                    Level middle = between(schedule, at, next, ratio);
                    Tensor half = ancestral.step(x, clean, at, middle, schedule, noise);
                    clean = clean.mix(1 - second, schedule.clean(model, half, middle), second);
                }
                x = ancestral.step(x, clean, at, next, schedule, noise);
            }
            return x;
        };
    }

    /** The level a part of the way down in λ. */
    private static Level between(Schedule schedule, Level at, Level next, double part) {
        double lambda = at.lambda() + part * (next.lambda() - at.lambda());
        return schedule.training().atSigma(Math.exp(-lambda)).inStep(at.index());
    }
}
