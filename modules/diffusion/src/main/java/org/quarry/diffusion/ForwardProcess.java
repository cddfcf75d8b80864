package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/** The way from a picture to noise: Ho et al. (2020), section 2, written for any pair of levels. */
public final class ForwardProcess {
    private ForwardProcess() {}

    /**
     * The jump q(xₜ | x₀), eq. 4: {@code xₜ = a · x₀ + s · ε}.
     *
     * @param noise standard normal, of equal shape, or with a first axis of 1
     */
    public static Tensor jump(Tensor clean, Tensor noise, Level to) {
        return clean.mix(to.signal(), noise, to.noise());
    }

    /**
     * The Markov step q(xₜ | xₛ), eq. 2: {@code xₜ = √α · xₛ + √β · ε}. From timestep to next timestep this is the paper's
     * β; a longer step adds what all steps between would add.
     *
     * @param noise standard normal, of equal shape, or with a first axis of 1
     * @param to a level at least as noisy as {@code from}
     * @throws IllegalArgumentException if it is less noisy
     */
    public static Tensor step(Tensor x, Tensor noise, Level from, Level to) {
        double beta = beta(from, to);
        if (beta < 0) {
            throw new IllegalArgumentException("a forward step goes to more noise, found noise " + to.noise()
                    + " after " + from.noise() + "; exchange the levels");
        }
        return x.mix(rootAlpha(from, to), noise, Math.sqrt(beta));
    }

    /** The noise that a sample at a level has beside its clean one: {@code ε = (x − a · x₀)/s}. */
    static Combination noiseBeside(Combination clean, Tensor x, Level at) {
        return Combination.of(x).minus(clean.times(at.signal())).times(1 / at.noise());
    }

    /** √α of the step between two levels, √(ᾱₜ/ᾱₛ): how much of the sample it keeps. */
    static double rootAlpha(Level from, Level to) {
        return to.signal() / from.signal();
    }

    /** β of the step between two levels: the variance that it adds; 1 − α for a variance-preserving model. */
    static double beta(Level from, Level to) {
        double kept = rootAlpha(from, to) * from.noise();
        return to.noise() * to.noise() - kept * kept;
    }
}
