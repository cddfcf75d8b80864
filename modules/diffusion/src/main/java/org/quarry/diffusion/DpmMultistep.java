package org.quarry.diffusion;

import java.util.List;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Lu et al. (2022), "DPM-Solver++", algorithm 2 (2M), and its form of third order in the authors' code: the change of the
 * prediction is taken from the steps before. With r₀ = h₋₁/h, r₁ = h₋₂/h, the last steps' lengths in λ over this one's:
 *
 * <pre>
 *   d₀ = (m₀ − m₁)/r₀           d₁ = (m₁ − m₂)/r₁
 *   D₀ = m₀     D₁ = d₀ (second order)     D₁ = d₀ + r₀ · (d₀ − d₁)/(r₀ + r₁), D₂ = (d₀ − d₁)/(r₀ + r₁) (third)
 * </pre>
 *
 * <p>As published, D₂ is half the second derivative, so that the third-order form is more exact but of order 2. The first
 * steps have lower orders, for want of predictions, and so has a step that ends clean, where h is infinite.
 *
 * @param order 1 to 3
 * @param step what is predicted, and with how much noise
 * @param lowerAtEnd whether runs of less than 15 steps end with order 2 and 1
 * @param eulerAtEnd whether all runs end with order 1
 */
public record DpmMultistep(int order, DpmStep step, boolean lowerAtEnd, boolean eulerAtEnd) implements Sampler {
    /** DPM-Solver++ in its usual form. @param eta 0 for the ODE, 1 for the SDE */
    public static DpmMultistep plusPlus(int order, double eta) {
        return new DpmMultistep(order, new DpmStep.Clean(eta, DpmForm.MIDPOINT), true, false);
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        Orders orders = new Orders(order, lowerAtEnd, eulerAtEnd);
        History history = new History(order);
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            history.add(at, step.ask(model, x, at, schedule));
            List<Combination> differences = differences(history, next, orders.of(schedule, i, history.size()));
            DpmStep current = differences.size() == 3 ? step.ofThirdOrder() : step;
            x = current.step(x, at, next, differences, noise);
        }
        return x;
    }

    private static List<Combination> differences(History history, Level next, int order) {
        Combination newest = history.value(0);
        if (order == 1) {
            return List.of(newest);
        }
        double h = next.lambda() - history.level(0).lambda();
        double r0 = length(history, 0) / h;
        Combination d0 = newest.minus(history.value(1)).times(1 / r0);
        if (order == 2) {
            return List.of(newest, d0);
        }
        double r1 = length(history, 1) / h;
        Combination d1 = history.value(1).minus(history.value(2)).times(1 / r1);
        Combination bend = d0.minus(d1).times(1 / (r0 + r1));
        return List.of(newest, d0.plus(bend.times(r0)), bend);
    }

    private static double length(History history, int age) {
        return history.level(age).lambda() - history.level(age + 1).lambda();
    }
}
