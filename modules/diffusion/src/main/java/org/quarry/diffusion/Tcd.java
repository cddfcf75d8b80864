package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Zheng et al. (2024), "Trajectory Consistency Distillation", algorithm 4, strategic stochastic sampling: the network jumps
 * beyond the next timestep t' to {@code s = (1 − γ) · t'}, and fresh noise leads back up.
 *
 * <pre>
 *   xₛ = aₛ · x₀ + sₛ · ε                     x' = (a'/aₛ) · xₛ + √(1 − (a'/aₛ)²) · z
 * </pre>
 *
 * @param gamma γ: 0 for no fresh noise, 1 for nothing else; {@code eta} in Diffusers
 */
public record Tcd(double gamma) implements Sampler {
    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            Level beyond = next.noise() == 0
                    ? next
                    : schedule.training().atTimestep(Math.floor((1 - gamma) * next.timestep()));
            Combination below = Euler.step(x, schedule.clean(model, x, at), at, beyond);
            boolean raised = gamma > 0 && i < schedule.steps() - 1;
            x = (raised ? raise(below, noise.next(x.shape()), beyond, next) : below).tensor();
        }
        return x;
    }

    private static Combination raise(Combination below, Tensor z, Level from, Level to) {
        return below.times(ForwardProcess.rootAlpha(from, to)).plus(Math.sqrt(ForwardProcess.beta(from, to)), z);
    }
}
