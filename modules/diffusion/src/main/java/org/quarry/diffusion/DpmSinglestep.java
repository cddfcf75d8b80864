package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Lu et al. (2022), "DPM-Solver", algorithms 1 and 2, and "DPM-Solver++", algorithm 1, on the levels of a schedule: a step
 * of order k spans k levels, and the network is asked at each of them. Those between are reached by the lower orders, from
 * the span's start, too. With m₀ at the start, m₁ and m₂ at the next levels, and r₁, r₂ their distances from the start in λ
 * over the whole one:
 *
 * <pre>
 *   D₀ = m₀     D₁ = (m₁ − m₀)/r₁ (second order)     D₁ = (m₂ − m₀)/r₂ (third)
 * </pre>
 *
 * <p>The third order has no midpoint form. In Taylor's it is complete, with D₁ = (r₂·d₁ − r₁·d₂)/(r₂ − r₁), D₂ = 2·(d₂ − d₁)/(r₂ − r₁), dₖ = (mₖ − m₀)/rₖ.
 *
 * @param order 1 to 3; as many evaluations per span
 * @param step what is predicted, and with how much noise
 * @param lowerAtEnd whether the last step is one of first order; a span that the run cuts off ends lower in any case
 */
public record DpmSinglestep(int order, DpmStep step, boolean lowerAtEnd) implements Sampler {
    /** DPM-Solver++ in its usual form. @param eta 0 for the ODE, 1 for the SDE */
    public static DpmSinglestep plusPlus(int order, double eta) {
        return new DpmSinglestep(order, new DpmStep.Clean(eta, DpmForm.MIDPOINT), true);
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        List<Integer> orders = orders(schedule);
        List<Combination> predictions = new ArrayList<>();
        Tensor start = x;
        for (int i = 0; i < schedule.steps(); i++) {
            int wanted = orders.get(schedule.skipped() + i);
            // From a level without signal, λ has no distances.
            boolean alone = !predictions.isEmpty()
                    && schedule.at(i - predictions.size()).signal() == 0;
            if (wanted == 1 || alone) {
                start = x;
                predictions.clear();
            }
            predictions.add(step.ask(model, x, schedule.at(i), schedule));
            int reached = predictions.size();
            Level next = schedule.after(i);
            DpmStep current = reached == 3 ? step.ofThirdOrder() : step;
            x = current.step(start, schedule.at(i - reached + 1), next, differences(predictions, schedule, i), noise);
        }
        return x;
    }

    private List<Combination> differences(List<Combination> predictions, Schedule schedule, int last) {
        int known = predictions.size();
        Combination first = predictions.get(0);
        if (known == 1) {
            return List.of(first);
        }
        double start = schedule.at(last - known + 1).lambda();
        double h = schedule.after(last).lambda() - start;
        double r1 = (schedule.at(last - known + 2).lambda() - start) / h;
        Combination d1 = predictions.get(1).minus(first).times(1 / r1);
        if (known == 2) {
            return List.of(first, d1);
        }
        double r2 = (schedule.at(last).lambda() - start) / h;
        Combination d2 = predictions.get(2).minus(first).times(1 / r2);
        if (step.form() == DpmForm.MIDPOINT) {
            return List.of(first, d2);
        }
        return List.of(
                first,
                d1.times(r2).minus(d2.times(r1)).times(1 / (r2 - r1)),
                d2.minus(d1).times(2 / (r2 - r1)));
    }

    /** 1, 2, … up to the order, over and over; a step that ends clean is one of its own. */
    private List<Integer> orders(Schedule schedule) {
        int total = schedule.total();
        List<Integer> orders = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            orders.add(i % order + 1);
        }
        if (lowerAtEnd && total % order == 0 || schedule.end().noise() == 0) {
            orders.set(total - 1, 1);
        }
        return orders;
    }
}
