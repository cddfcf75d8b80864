package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Song et al. (2023), "Consistency Models", algorithm 1: the network jumps to a clean sample, which is noised again to the
 * next level.
 *
 * <pre>
 *   y' = x₀ + √(σ'² − ε²) · z
 * </pre>
 *
 * <p>ε is the model's boundary, where its input is its output. For a flow, where it is 0, this is {@code x' = (1 − t') · x₀ +
 * t' · z}, with which distilled flows are run.
 */
public record Consistency() implements Sampler {
    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        double boundary = schedule.training().boundary();
        for (int i = 0; i < schedule.steps(); i++) {
            Level next = schedule.after(i);
            double least = next.signal() * boundary;
            double spread = Math.sqrt(Math.max(0, next.noise() * next.noise() - least * least));
            Combination clean = schedule.clean(model, x, schedule.at(i));
            Combination kept = clean.times(next.signal());
            x = (spread > 0 ? kept.plus(spread, noise.next(x.shape())) : kept).tensor();
        }
        return x;
    }
}
