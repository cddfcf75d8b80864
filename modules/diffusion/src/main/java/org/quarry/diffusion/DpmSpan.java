package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
    private final List<Combination> asked = new ArrayList<>();

    DpmSpan(Denoiser model, Schedule schedule, Tensor x, Level at, Level next) {
        this.model = model;
        this.schedule = schedule;
        this.x = x;
        this.at = at;
        this.next = next;
    }

    Tensor first() {
        return step(MIDPOINT, next, said(0, at, () -> x));
    }

    /** @param r1 where the network is asked again, as part of the span; ½ where there is no third order */
    Tensor second(double r1) {
        Combination start = said(0, at, () -> x);
        Level middle = schedule.between(at, next, r1);
        Combination change =
                said(1, middle, () -> step(MIDPOINT, middle, start)).minus(start);
        return step(MIDPOINT, next, start, change.times(1 / r1));
    }

    Tensor third() {
        double r1 = 1 / 3.0;
        double r2 = 2 / 3.0;
        Combination start = said(0, at, () -> x);
        Level one = schedule.between(at, next, r1);
        Level two = schedule.between(at, next, r2);
        Combination change = said(1, one, () -> step(MIDPOINT, one, start)).minus(start);
        Combination further = said(2, two, () -> step(TAYLOR, two, start, change.times(r2 / r1)))
                .minus(start);
        return step(TAYLOR, next, start, further.times(1 / r2));
    }

    /** The noise that the network sees in a sample, which is made for it only if it was not asked yet. */
    private Combination said(int which, Level level, Supplier<Tensor> sample) {
        if (asked.size() == which) {
            asked.add(Combination.of(schedule.noise(model, sample.get(), level)));
        }
        return asked.get(which);
    }

    private Tensor step(DpmStep step, Level to, Combination... differences) {
        return step.step(x, at, to, List.of(differences), shape -> {
            throw new IllegalStateException("no noise is wanted here");
        });
    }
}
