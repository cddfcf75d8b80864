package org.quarry.diffusion;

import java.util.List;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/**
 * Methods in which each sample is a line through the two before it and the noise seen in the nearer one:
 *
 * <pre>
 *   x₊ = c₋ · x₋ + c · x + e · ε(x)
 * </pre>
 *
 * <p>Solved for x₋, the same line leads up, and asks the network at the same sample. The first step up and the first step
 * down have only one neighbour: up it is DDIM's, down it is the sample that the inversion kept. With a = signal, s = noise
 * and σ = s/a, at the levels before (₋), at and after (₊).
 */
public enum TwoStepInversion implements ExactInversion {
    /**
     * Wang et al. (2024), "BELM: Bidirectional Explicit Linear Multi-step Sampler for Exact Inversion", the one of least
     * local error, eq. 18. With d₁ = σ − σ₋ and d₂ = σ₊ − σ:
     *
     * <pre>
     *   c₋ = (d₂/d₁)² · a₊/a₋,    c = (1 − (d₂/d₁)²) · a₊/a,    e = d₂ · (d₁ + d₂)/d₁ · a₊
     * </pre>
     */
    O_BELM {
        @Override
        Coefficients of(Level before, Level at, Level after) {
            double d1 = at.sigma() - before.sigma();
            double d2 = after.sigma() - at.sigma();
            double ratio = (d2 / d1) * (d2 / d1);
            return new Coefficients(
                    ratio * after.signal() / before.signal(),
                    (1 - ratio) * after.signal() / at.signal(),
                    d2 * (d1 + d2) / d1 * after.signal());
        }
    },
    /**
     * Zhang et al. (2023), "Exact Diffusion Inversion via Bi-directional Integration Approximation", eq. 18 with γ = 0.5:
     * DDIM's step, less γ of the step back. It is not stable: errors double at each step, and from some 30 on nothing is
     * left of the picture.
     */
    BDIA {
        @Override
        Coefficients of(Level before, Level at, Level after) {
            double forth = after.signal() / at.signal();
            double back = before.signal() / at.signal();
            return new Coefficients(
                    GAMMA,
                    forth - GAMMA * back,
                    after.noise() - forth * at.noise() - GAMMA * (before.noise() - back * at.noise()));
        }
    };

    private static final double GAMMA = 0.5;

    /** c₋, c and e. */
    record Coefficients(double ofBefore, double ofAt, double ofNoise) {}

    /** Without a last step that goes nowhere, as a schedule of Diffusers without an offset has: it would divide by 0. */
    private static List<Level> levels(Schedule schedule) {
        List<Level> levels = ExactInversion.levels(schedule);
        int last = levels.size() - 1;
        boolean stays =
                last > 1 && levels.get(last).noise() == levels.get(last - 1).noise();
        return stays ? levels.subList(0, last) : levels;
    }

    abstract Coefficients of(Level before, Level at, Level after);

    @Override
    public TwinLatents invert(Denoiser model, Tensor clean, Schedule schedule) {
        List<Level> levels = levels(schedule);
        int end = levels.size() - 1;
        Tensor below = clean;
        Tensor x = ExactInversion.move(
                clean,
                schedule.noise(model, clean, levels.get(end).inStep(end - 1)),
                levels.get(end),
                levels.get(end - 1));
        for (int i = end - 1; i > 0; i--) {
            Coefficients c = of(levels.get(i - 1), levels.get(i), levels.get(i + 1));
            Tensor epsilon = schedule.noise(model, x, levels.get(i));
            Tensor above = Combination.of(below)
                    .plus(-c.ofAt(), x)
                    .plus(-c.ofNoise(), epsilon)
                    .times(1 / c.ofBefore())
                    .tensor();
            below = x;
            x = above;
        }
        return new TwinLatents(this, schedule, x, below);
    }

    @Override
    public Tensor generate(Denoiser model, TwinLatents twins) {
        Schedule schedule = twins.schedule();
        List<Level> levels = levels(schedule);
        Tensor above = twins.first();
        Tensor x = twins.second();
        for (int i = 1; i < levels.size() - 1; i++) {
            Coefficients c = of(levels.get(i - 1), levels.get(i), levels.get(i + 1));
            Tensor epsilon = schedule.noise(model, x, levels.get(i));
            Tensor below = Combination.of(above)
                    .times(c.ofBefore())
                    .plus(c.ofAt(), x)
                    .plus(c.ofNoise(), epsilon)
                    .tensor();
            above = x;
            x = below;
        }
        return x;
    }
}
