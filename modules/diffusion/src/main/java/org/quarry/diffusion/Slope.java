package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/** The denoising equation {@code dy/dτ = (y − x₀)/τ} on samples in the network's scale. See {@link NoiseLevels}. */
record Slope(NoiseLevels path) {
    /** (y − x₀)/τ. */
    Combination of(Tensor x, Combination clean, Level at) {
        double time = path.time(at);
        return Combination.of(x).times(1 / (path.scale(at) * time)).minus(clean.times(1 / time));
    }

    /** Whether there is a y: not where no signal is left, unless on a flow. */
    boolean isDefined(Level at) {
        return path.scale(at) > 0;
    }

    /** From one level to the next along a slope: {@code y' = y + (τ' − τ) · d}. */
    Combination follow(Combination slope, Tensor x, Level at, Level next) {
        double scale = path.scale(next);
        return Combination.of(x)
                .times(scale / path.scale(at))
                .plus(slope.times(scale * (path.time(next) - path.time(at))));
    }
}
