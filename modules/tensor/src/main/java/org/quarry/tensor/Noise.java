package org.quarry.tensor;

/**
 * A repeatable source of standard-normal numbers: each call draws the next tensor of the stream.
 *
 * <p>Samplers that add noise while they run (ancestral, SDE, DDPM) take one of these, so the same seed gives the same
 * picture on every machine. {@link TorchCpuNoise} is the usual one.
 */
@FunctionalInterface
public interface Noise {
    /** Draws the next tensor of independent normal numbers with mean 0 and variance 1. */
    Tensor next(Shape shape);
}
