package org.quarry.diffusion;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Lu et al. (2022), "DPM-Solver++", algorithm 2, the multistep solver of second order for the clean sample. With
 * λ = ln(signal/noise), h = λ' − λ, and r the last step's h over this one's:
 *
 * <pre>
 *   D  = x₀ + (x₀ − x₀_before)/(2r)
 *   x' = (s'/s) · x − a' · (e^(−h) − 1) · D
 * </pre>
 *
 * <p>The first step has no step before it, and is of first order: D = x₀, which is {@link Euler#step}. So is the last, if
 * it ends clean, where h is infinite, or if there are less than 15 steps ({@code lower_order_final} of the authors).
 */
public final class DpmPlusPlus2M {
    private static final int FEW_STEPS = 15;

    private DpmPlusPlus2M() {}

    /** How the change of x₀ over the step is taken into account: what stands before x₀ − x₀_before, times r. */
    @FunctionalInterface
    private interface Weight {
        double of(double h);
    }

    /** DPM-Solver++ (2M), the midpoint form printed above. @see Sampler#sample */
    public static Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        return solve(model, x, schedule, h -> -Math.expm1(-h) / 2);
    }

    /** The form that the authors' code calls {@code taylor}, and Diffusers {@code heun}. @see Sampler#sample */
    public static Tensor sampleHeun(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        return solve(model, x, schedule, h -> Math.expm1(-h) / h + 1);
    }

    private static Tensor solve(Denoiser model, Tensor x, Schedule schedule, Weight weight) {
        int last = schedule.steps() - 1;
        Tensor before = x;
        for (int i = 0; i <= last; i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            Tensor clean = schedule.limit().apply(model.denoise(x, at));
            x = Euler.step(x, clean, at, next);
            boolean firstOrder = i == 0 || next.noise() == 0 || (i == last && schedule.steps() < FEW_STEPS);
            double h = next.lambda() - at.lambda();
            double r = firstOrder ? 0 : (at.lambda() - schedule.at(i - 1).lambda()) / h;
            // With nearly as many steps as in training, levels repeat, and a step of no length has nothing to tell.
            if (h > 0 && r > 0) {
                double change = next.signal() * weight.of(h) / r;
                x = x.plus(clean.mix(change, before, -change));
            }
            before = clean;
        }
        return x;
    }
}
