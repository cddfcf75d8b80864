package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Katherine Crowson's k-diffusion, {@code sample_lms}: Adams-Bashforth of variable steps for {@code dy/dτ = d = (y − x₀)/τ}.
 * The slopes at the last levels are joined by a polynomial, which is integrated over the step:
 *
 * <pre>
 *   y' = y + Σⱼ dⱼ · ∫ Lⱼ(u) du,    u from τ to τ'
 * </pre>
 *
 * @param order 1 to 4; the first steps have a lower one
 */
public record LinearMultistep(int order) implements Sampler {
    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        Slope slope = new Slope(schedule.training());
        History history = new History(order);
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            Combination clean = schedule.clean(model, x, at);
            if (!slope.isDefined(at)) {
                x = Euler.step(x, clean, at, next).tensor();
                continue;
            }
            history.add(at, slope.of(x, clean, at));
            double length = slope.path().time(next) - slope.path().time(at);
            double[] weights = ExponentialWeights.of(times(history, slope.path()), length, 0);
            Combination mean = history.weighted(weights).times(1 / length);
            x = length == 0 ? x : slope.follow(mean, x, at, next).tensor();
        }
        return x;
    }

    /** The last levels' τ, from that of the newest. */
    private static double[] times(History history, NoiseLevels path) {
        double[] times = new double[history.size()];
        for (int age = 0; age < times.length; age++) {
            times[age] = path.time(history.level(age)) - path.time(history.level(0));
        }
        return times;
    }
}
