package org.quarry.node;

import org.quarry.tensor.Tensor;

/**
 * One evaluation of a network while denoising: where the driver stands. The sample is
 * {@code signal · x₀ + noise · ε} with {@code ε} standard normal, in the scale that the model's network expects.
 *
 * @param sample the noisy sample, usually {@code B,C,H,W}
 * @param timestep what the network is told, 0 to the number of training steps; may be fractional
 * @param signal the factor of the clean sample: √ᾱ for a variance-preserving model, 1 − t for a flow
 * @param noise the factor of the noise: √(1 − ᾱ), or t
 * @param index which step of the run this is, from 0; several evaluations may belong to one step
 * @param count how many steps the run has
 */
public record Step(Tensor sample, double timestep, double signal, double noise, int index, int count) {
    /** Noise per signal, the σ of Karras et al. (2022); infinite where no signal is left. */
    public double sigma() {
        return noise / signal;
    }

    /** How far the run has come, 0 at its first step, towards 1. */
    public double progress() {
        return (double) index / count;
    }
}
