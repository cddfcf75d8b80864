package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Katherine Crowson's k-diffusion, {@code sample_dpm_2}: the midpoint method for {@code dy/dτ = (y − x₀)/τ}, the midpoint
 * being that of ln τ as in DPM-Solver-2 of Lu et al. (2022), algorithm 1:
 *
 * <pre>
 *   d = (y − x₀(y, τ))/τ        τ_m = √(τ · τ')        y_m = y + (τ_m − τ) · d
 *   y' = y + (τ' − τ) · (y_m − x₀(y_m, τ_m))/τ_m
 * </pre>
 *
 * <p>Asks the network twice in each step but one that ends clean.
 *
 * @param churn noise that is added before each step
 */
public record Dpm2(Churn churn) implements Sampler {
    /** Without added noise. */
    public Dpm2() {
        this(Churn.NONE);
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        for (int i = 0; i < schedule.steps(); i++) {
            Churn.Raised raised = churn.raise(x, schedule, i, noise);
            x = step(model, raised, schedule, schedule.after(i)).tensor();
        }
        return x;
    }

    static Combination step(Denoiser model, Churn.Raised from, Schedule schedule, Level next) {
        Slope slope = new Slope(schedule.training());
        Level at = from.level();
        Combination clean = schedule.clean(model, from.x(), at);
        if (next.noise() == 0 || !slope.isDefined(at)) {
            return Euler.step(from.x(), clean, at, next);
        }
        NoiseLevels path = schedule.training();
        Level middle = path.atTime(Math.sqrt(path.time(at) * path.time(next))).inStep(at.index());
        Tensor half = Euler.step(from.x(), clean, at, middle).tensor();
        Combination halfClean = schedule.clean(model, half, middle);
        return slope.follow(slope.of(half, halfClean, middle), from.x(), at, next);
    }
}
