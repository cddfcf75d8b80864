package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * iPNDM of Zhang and Chen (2023), "Fast Sampling of Diffusion Models with Exponential Integrator", appendix H.2, and of
 * Crowson's v-diffusion: {@link Pndm}'s linear multistep on the noise, its first steps of lower order:
 *
 * <pre>
 *   e₀,   (3·e₀ − e₁)/2,   (23·e₀ − 16·e₁ + 5·e₂)/12,   (55·e₀ − 59·e₁ + 37·e₂ − 9·e₃)/24
 * </pre>
 */
public record ImprovedPndm() implements Sampler {
    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        History history = new History(AdamsBashforth.ORDER);
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            history.add(at, schedule.noise(model, x, at));
            // Without signal, x is noise and no more: of x₀ nothing is known but its mean, 0.
            double signal = at.signal() == 0 ? 0 : next.signal() / at.signal();
            x = Combination.of(x)
                    .times(signal)
                    .plus(AdamsBashforth.of(history).times(next.noise() - signal * at.noise()))
                    .tensor();
        }
        return x;
    }
}
