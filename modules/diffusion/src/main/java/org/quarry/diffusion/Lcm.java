package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Luo et al. (2023), "Latent Consistency Models", algorithm 3: the network jumps to a clean sample, which is noised again to
 * the next level.
 *
 * <pre>
 *   f(x, t) = c_skip(t) · x + c_out(t) · x₀          x' = a' · f + s' · z
 *   c_skip  = σ_data²/((t/k)² + σ_data²)             c_out = (t/k)/√((t/k)² + σ_data²)             (appendix D)
 * </pre>
 *
 * <p>with σ_data = 0.5. In the authors' code t is multiplied by 10, which leaves c_skip near 0 but for the first timesteps.
 */
public record Lcm(double timestepScaling) implements Sampler {
    private static final double DATA_SPREAD = 0.5;

    /** The authors' scaling. */
    public static Lcm standard() {
        return new Lcm(10);
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            double time = at.timestep() * timestepScaling;
            double length = Math.hypot(time, DATA_SPREAD);
            double skip = DATA_SPREAD / length * (DATA_SPREAD / length);
            Combination jumped =
                    schedule.clean(model, x, at).times(time / length).plus(skip, x);
            boolean last = i == schedule.steps() - 1;
            x = (last ? jumped : jumped.times(next.signal()).plus(next.noise(), noise.next(x.shape()))).tensor();
        }
        return x;
    }
}
