package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/**
 * DPM-Solver-1, 2 and 3 of Lu et al. (2022), "DPM-Solver", algorithms 1 and 2, from one λ to another, with evaluations of
 * their own in between. One span may be tried with several orders and lengths; what the network said is kept.
 */
final class DpmSpan {
    private static final DpmStep MIDPOINT = new DpmStep.Epsilon(false, DpmForm.MIDPOINT);
    private static final DpmStep TAYLOR = new DpmStep.Epsilon(false, DpmForm.TAYLOR);

    private final Denoiser model;
    private final Schedule schedule;
    private final Tensor x;
    private final Level at;
    private final Level next;
    private final List<Tensor> asked = new ArrayList<>();

    DpmSpan(Denoiser model, Schedule schedule, Tensor x, Level at, Level next) {
        this.model = model;
        this.schedule = schedule;
        this.x = x;
        this.at = at;
        this.next = next;
    }

    Tensor first() {
        return step(MIDPOINT, next, List.of(Combination.of(epsilon(0, x, at))));
    }

    /** @param r1 where the network is asked again, as part of the span; ½ where there is no third order */
    Tensor second(double r1) {
        Combination start = Combination.of(epsilon(0, x, at));
        Level middle = schedule.between(at, next, r1);
        Tensor reached = step(MIDPOINT, middle, List.of(start));
        Combination change = Combination.of(epsilon(1, reached, middle)).minus(start);
        return step(MIDPOINT, next, List.of(start, change.times(1 / r1)));
    }

    Tensor third() {
        double r1 = 1 / 3.0;
        double r2 = 2 / 3.0;
        Combination start = Combination.of(epsilon(0, x, at));
        Level one = schedule.between(at, next, r1);
        Combination change = Combination.of(epsilon(1, step(MIDPOINT, one, List.of(start)), one))
                .minus(start);
        Level two = schedule.between(at, next, r2);
        Tensor reached = step(TAYLOR, two, List.of(start, change.times(r2 / r1)));
        Combination further = Combination.of(epsilon(2, reached, two)).minus(start);
        return step(TAYLOR, next, List.of(start, further.times(1 / r2)));
    }

    private Tensor epsilon(int which, Tensor sample, Level level) {
        if (asked.size() == which) {
            asked.add(schedule.noise(model, sample, level));
        }
        return asked.get(which);
    }

    private Tensor step(DpmStep step, Level to, List<Combination> differences) {
        return step.step(x, at, to, differences, shape -> {
            throw new IllegalStateException("no noise is wanted here");
        });
    }
}
