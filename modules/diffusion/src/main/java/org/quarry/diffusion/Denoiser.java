package org.quarry.diffusion;

import java.util.Optional;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/** A network seen as what every sampler needs: the clean sample that it believes to lie under a noisy one. */
@FunctionalInterface
public interface Denoiser {
    /**
     * Predicts the clean sample x₀.
     *
     * @param x noisy sample, any shape
     * @param at its noise level
     */
    Tensor denoise(Tensor x, Level at);

    /**
     * Predicts the noise ε in the sample: (x − signal · x₀) / noise, if the network does not give it directly.
     *
     * @param x noisy sample, any shape
     * @param at its noise level; its noise must not be 0, unless the network predicts ε or a velocity
     */
    default Tensor noiseIn(Tensor x, Level at) {
        return PredictionKind.SAMPLE.noise(denoise(x, at), x, at);
    }

    /** What a network of that kind puts out to mean the same. */
    default Tensor output(Prediction kind, Tensor x, Level at) {
        return kind.output(denoise(x, at), x, at);
    }

    /** The clean sample, and what the network says besides. @see #denoise */
    default Estimate estimate(Tensor x, Level at) {
        return new Estimate(Combination.of(denoise(x, at)), Optional.empty());
    }
}
