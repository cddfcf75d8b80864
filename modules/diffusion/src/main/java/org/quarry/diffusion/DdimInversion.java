package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Tensor;

/**
 * The noise from which {@link Ddim} makes a given picture: DDIM run backwards, Song et al. (2021), section 4.3. A step of
 * DDIM needs the noise that the network sees in its start xₜ; going up, only its end xₛ is known:
 *
 * <pre>
 *   xₜ = aₜ · (xₛ − s_s · ε)/a_s + sₜ · ε,     ε = ε(xₛ, t)                        plain inversion
 *                                              ε = ε(xₜ, t), repeated              fixed-point iteration
 * </pre>
 *
 * <p>Plain inversion is off by an error that falls like 1/steps. Each iteration (Pan et al. (2023), "AIDI"; Garibi et al.
 * (2024), "ReNoise", without averaging) puts the new xₜ back in, and its fixed point is undone exactly by generation.
 * It converges where the network changes slowly: do not iterate with guidance scales of 5 and above.
 */
public final class DdimInversion {
    private DdimInversion() {}

    /**
     * The noisy end of the inversion; {@link Ddim} on the same schedule leads back.
     *
     * @param clean a sample at the schedule's end
     * @param schedule as for generation; it is gone through from its end
     * @param iterations how often each step is refined, 0 for plain inversion; the network is asked once more than that
     */
    public static Tensor invert(Denoiser model, Tensor clean, Schedule schedule, int iterations) {
        List<Tensor> trajectory = trajectory(model, clean, schedule, iterations);
        return trajectory.get(trajectory.size() - 1);
    }

    /** All samples on the way up: the given one first, then one for each step, the noisiest last. @see #invert */
    public static List<Tensor> trajectory(Denoiser model, Tensor clean, Schedule schedule, int iterations) {
        List<Tensor> trajectory = new ArrayList<>(List.of(clean));
        Tensor x = clean;
        for (int i = schedule.steps() - 1; i >= 0; i--) {
            Level to = schedule.at(i);
            Level from = schedule.after(i);
            // The network is told the timestep it was asked with in generation, though x is not yet there.
            Level asked = new Level(i, to.timestep(), from.signal(), from.noise());
            Tensor up = raised(x, model.noiseIn(x, asked), from, to, schedule.limit());
            for (int k = 0; k < iterations; k++) {
                up = raised(x, model.noiseIn(up, to), from, to, schedule.limit());
            }
            x = up;
            trajectory.add(x);
        }
        return trajectory;
    }

    private static Tensor raised(Tensor x, Tensor epsilon, Level from, Level to, Limit limit) {
        Tensor clean = limit.apply(PredictionKind.EPSILON.clean(epsilon, x, from));
        return clean.mix(to.signal(), epsilon, to.noise());
    }
}
