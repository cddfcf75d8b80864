package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Huberman-Spiegelglas, Kulikov and Michaeli (2024), "An Edit Friendly DDPM Noise Space: Inversion and Manipulations",
 * algorithm 1. The samples on the way to noise are drawn each for itself, and the noise of each step is what leads from
 * one to the next:
 *
 * <pre>
 *   xₜ = √ᾱₜ · x₀ + √(1 − ᾱₜ) · nₜ,                 nₜ independent
 *   zₜ = (xₜ₋₁ − μ(xₜ))/σₜ,                          μ and σ of {@link Ddim} with η = 1
 *   generation: xₜ₋₁ = μ(xₜ) + σₜ · zₜ
 * </pre>
 *
 * <p>These z have more variance than normal noise and hold the picture's layout, so another prompt changes what it names
 * and little else. Generation may leave out its first steps; the more, the closer the picture. The authors drop the last
 * z₀; here it is kept, which makes generation with the same prompt exact. σₜ · zₜ is stored instead of z, since the last
 * σ may be 0.
 */
public final class EditFriendlyDdpm {
    private EditFriendlyDdpm() {}

    /** @param noise drawn from once for each step, the cleanest first */
    public static DdpmNoises invert(Denoiser model, Tensor clean, Schedule schedule, Noise noise) {
        List<Tensor> samples = new ArrayList<>(List.of(clean));
        for (int i = schedule.steps() - 1; i >= 0; i--) {
            samples.add(0, ForwardProcess.jump(clean, noise.next(clean.shape()), schedule.at(i)));
        }
        List<Tensor> added = new ArrayList<>();
        for (int i = 0; i < schedule.steps(); i++) {
            added.add(samples.get(i + 1).minus(mean(model, samples.get(i), schedule, i)));
        }
        return new DdpmNoises(schedule, samples, added);
    }

    /**
     * The picture again, or what another network makes of its noises.
     *
     * @param skip how many steps are left out before the first, 0 to the number of steps
     */
    public static Tensor generate(Denoiser model, DdpmNoises noises, int skip) {
        Schedule schedule = noises.schedule();
        Tensor x = noises.samples().get(skip);
        for (int i = skip; i < schedule.steps(); i++) {
            x = mean(model, x, schedule, i).plus(noises.added().get(i));
        }
        return x;
    }

    private static Tensor mean(Denoiser model, Tensor x, Schedule schedule, int i) {
        Level at = schedule.at(i);
        Level next = schedule.after(i);
        Tensor predicted = model.denoise(x, at);
        Tensor epsilon = PredictionKind.SAMPLE.noise(predicted, x, at);
        double sigma = Ddim.sigma(at, next);
        double direction = Math.sqrt(Math.max(0, next.noise() * next.noise() - sigma * sigma));
        return schedule.limit().apply(predicted).mix(next.signal(), epsilon, direction);
    }
}
