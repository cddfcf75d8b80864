package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Song, Meng and Ermon (2021), "Denoising Diffusion Implicit Models", eq. 12:
 *
 * <pre>
 *   xₜ₋₁ = √ᾱₜ₋₁ · x₀ + √(1 − ᾱₜ₋₁ − σ²) · ε + σ · z,    z standard normal
 *   σ    = η · √((1 − ᾱₜ₋₁)/(1 − ᾱₜ)) · √(1 − ᾱₜ/ᾱₜ₋₁)                          (eq. 16)
 * </pre>
 *
 * <p>η = 0 adds no noise, η = 1 is DDPM. A limit acts on x₀ alone; ε stays what the network said.
 *
 * @param eta η: 0 for no added noise, 1 for as much as DDPM
 */
public record Ddim(double eta) implements Sampler {
    /** Without added noise. */
    public Ddim() {
        this(0);
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            double sigma = eta * sigma(at, next);
            Combination predicted = model.estimate(x, at).clean();
            Combination epsilon = ForwardProcess.noiseBeside(predicted, x, at);
            Combination clean = schedule.limit().apply(predicted);
            double direction = Math.sqrt(Math.max(0, next.noise() * next.noise() - sigma * sigma));
            Combination mean = clean.times(next.signal()).plus(epsilon.times(direction));
            x = (sigma > 0 ? mean.plus(sigma, noise.next(x.shape())) : mean).tensor();
        }
        return x;
    }

    /** σ of η = 1, with β = 1 − ᾱₜ/ᾱₜ₋₁. */
    static double sigma(Level at, Level next) {
        return next.noise() / at.noise() * Math.sqrt(Math.max(0, ForwardProcess.beta(next, at)));
    }
}
