package org.quarry.diffusion;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Karras et al. (2022), algorithm 2, lines 4 to 6: before a step, noise is added to raise the sample to a higher level,
 * {@code σ̂ = (1 + γ) · σ} with {@code γ = min(S_churn/n, √2 − 1)} for S_tmin ≤ σ ≤ S_tmax, and 0 else. The network is then
 * asked at σ̂, with the sample that has the noise. (Euler's and EDM's schedulers in Diffusers ask it before.)
 *
 * @param amount S_churn, 0 for none
 * @param lowest S_tmin
 * @param highest S_tmax
 * @param spread S_noise, the standard deviation of the added noise
 */
public record Churn(double amount, double lowest, double highest, double spread) {
    /** No noise is added. */
    public static final Churn NONE = of(0);

    /** Noise at all levels. @param amount S_churn */
    public static Churn of(double amount) {
        return new Churn(amount, 0, Double.POSITIVE_INFINITY, 1);
    }

    /** A sample and its level. */
    record Raised(Tensor x, Level level) {}

    Raised raise(Tensor x, Schedule schedule, int step, Noise noise) {
        Level at = schedule.at(step);
        double gamma = Math.min(amount / schedule.total(), Math.sqrt(2) - 1);
        if (gamma <= 0 || at.sigma() < lowest || at.sigma() > highest) {
            return new Raised(x, at);
        }
        double more = at.noise() * (1 + gamma);
        Level raised = schedule.training().atSigma(more / at.signal()).inStep(step);
        double scale = raised.noise() / more;
        double added = at.noise() * Math.sqrt((1 + gamma) * (1 + gamma) - 1) * spread;
        return new Raised(x.mix(scale, noise.next(x.shape()), scale * added), raised);
    }
}
