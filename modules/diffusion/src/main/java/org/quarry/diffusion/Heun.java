package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Karras et al. (2022), algorithm 2: Heun's method of second order for {@code dy/dτ = (y − x₀)/τ}, where y and τ are x/signal
 * and σ, or for a flow x and t ({@link NoiseLevels}):
 *
 * <pre>
 *   d  = (y − x₀(y, τ))/τ               ŷ = y + (τ' − τ) · d
 *   d' = (ŷ − x₀(ŷ, τ'))/τ'             y' = y + (τ' − τ) · (d + d')/2
 * </pre>
 *
 * <p>Asks the network twice in each step but the last.
 *
 * @param churn noise that is added before each step
 */
public record Heun(Churn churn) implements Sampler {
    /** Without added noise. */
    public Heun() {
        this(Churn.NONE);
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        for (int i = 0; i < schedule.steps(); i++) {
            Churn.Raised raised = churn.raise(x, schedule, i, noise);
            x = step(model, raised, schedule, schedule.after(i).inStep(i));
        }
        return x;
    }

    private static Tensor step(Denoiser model, Churn.Raised from, Schedule schedule, Level next) {
        Slope slope = new Slope(schedule.training());
        Combination clean = schedule.clean(model, from.x(), from.level());
        Tensor euler = Euler.step(from.x(), clean, from.level(), next).tensor();
        if (next.noise() == 0 || !slope.isDefined(from.level())) {
            return euler;
        }
        Combination nextClean = schedule.clean(model, euler, next);
        Combination mean = slope.of(from.x(), clean, from.level())
                .plus(slope.of(euler, nextClean, next))
                .times(0.5);
        return slope.follow(mean, from.x(), from.level(), next).tensor();
    }
}
