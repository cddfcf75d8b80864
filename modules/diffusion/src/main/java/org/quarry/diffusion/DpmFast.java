package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Lu et al. (2022), "DPM-Solver", section 3.4, "DPM-Solver-fast", as in Katherine Crowson's k-diffusion: as many evaluations
 * as the schedule has steps, divided into spans of third order that are even in λ, and a last one of what is left. Of the
 * schedule only the ends count.
 *
 * @param eta how much fresh noise each span adds: 0 for none, 1 for as much as DDPM
 * @param spread the standard deviation of that noise, 1 but for experiments
 */
public record DpmFast(double eta, double spread) implements Sampler {
    /** Without noise. */
    public static DpmFast plain() {
        return new DpmFast(0, 1);
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        if (schedule.steps() == 0) {
            return x;
        }
        Ends ends = Ends.of(schedule);
        Ancestral ancestral = new Ancestral(eta, spread);
        List<Integer> orders = orders(schedule.steps());
        int evaluations = 0;
        for (int i = 0; i < orders.size(); i++) {
            Level at = ends.at((double) i / orders.size()).inStep(evaluations);
            Level next = ends.at((i + 1.0) / orders.size()).inStep(evaluations);
            Level down = eta == 0 ? next : ends.notBeyond(ancestral.down(schedule, at, next));
            DpmSpan span = new DpmSpan(model, schedule, x, at, down);
            int order = orders.get(i);
            Tensor lower = order == 1 ? span.first() : order == 2 ? span.second(0.5) : span.third();
            x = eta == 0 ? lower : Ends.raise(lower, down, next, spread, noise);
            evaluations += order;
        }
        return ends.finish(model, x, schedule);
    }

    /** Threes, and at the end what is left of the evaluations: 2 and 1, 1, or 2. */
    private static List<Integer> orders(int evaluations) {
        List<Integer> orders = new ArrayList<>();
        int left = evaluations;
        while (left > 3) {
            orders.add(3);
            left -= 3;
        }
        orders.addAll(left == 3 ? List.of(2, 1) : List.of(left));
        return orders;
    }
}
