package org.quarry.diffusion;

import org.quarry.tensor.Tensor;

/**
 * What an exact inversion leads to: two latents at the noisy end, and how they came about.
 *
 * @param method the only one that leads back
 * @param schedule the schedule of both directions
 * @param first EDICT's first latent; of a two-step method, the noisiest sample
 * @param second EDICT's second latent; of a two-step method, the sample a step below
 */
public record TwinLatents(ExactInversion method, Schedule schedule, Tensor first, Tensor second) {
    /** The latent that the twins were made of, or what another network makes of them. */
    public Tensor generate(Denoiser model) {
        return method.generate(model, this);
    }
}
