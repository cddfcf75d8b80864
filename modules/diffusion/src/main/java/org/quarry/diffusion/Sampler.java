package org.quarry.diffusion;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/** A way from noise to a sample: {@link Ddim}, {@link Euler}, … Each is a value, made of its settings. */
@FunctionalInterface
public interface Sampler {
    /**
     * Denoises a sample along a schedule.
     *
     * @param model asked for the clean sample, once or twice in each step
     * @param x the sample at the schedule's first level, in the network's scale
     * @param schedule the levels to visit
     * @param noise drawn from by samplers that add noise, never by others
     * @return the sample at the schedule's end, of {@code x}'s shape
     */
    Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise);
}
