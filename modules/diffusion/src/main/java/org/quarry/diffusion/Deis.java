package org.quarry.diffusion;

import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Zhang and Chen (2023), "Fast Sampling of Diffusion Models with Exponential Integrator", section 3, the ρAB method with a
 * polynomial in ln ρ: with y = x/signal and ρ = σ the equation is {@code dy/dρ = ε}, and the noises seen at the last levels
 * are joined by a polynomial in u = ln(ρ'/ρ):
 *
 * <pre>
 *   y' = y + Σⱼ εⱼ · ∫ Lⱼ(ln ρ) dρ = y + σ' · Σⱼ εⱼ · ∫ e^(u − U) · Lⱼ(u) du,    u from 0 to U = −h
 * </pre>
 *
 * @param order 1 to 3; the first steps have a lower one, and so have the last of few and one that ends clean
 * @param lowerAtEnd whether runs of less than 15 steps end with order 2 and 1
 */
public record Deis(int order, boolean lowerAtEnd) implements Sampler {
    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        Orders orders = new Orders(order, lowerAtEnd, false);
        History history = new History(order);
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            if (at.signal() == 0) {
                x = Euler.step(x, schedule.clean(model, x, at), at, next).tensor();
                continue;
            }
            history.add(at, schedule.noise(model, x, at));
            x = Combination.of(x)
                    .times(next.signal() / at.signal())
                    .plus(integral(history, next, orders.of(schedule, i, history.size())))
                    .tensor();
        }
        return x;
    }

    private static Combination integral(History history, Level next, int order) {
        Level at = history.level(0);
        if (order == 1) {
            // The same without λ, which is not finite at a clean end.
            return history.weighted(next.noise() - next.signal() * at.sigma());
        }
        double[] weights = ExponentialWeights.of(nodes(history, order), at.lambda() - next.lambda(), 1);
        return history.weighted(weights).times(next.noise());
    }

    /** ln ρ of the last levels, from that of the newest. */
    private static double[] nodes(History history, int count) {
        double[] nodes = new double[count];
        for (int age = 0; age < count; age++) {
            nodes[age] = history.level(0).lambda() - history.level(age).lambda();
        }
        return nodes;
    }
}
