package org.quarry.diffusion;

import java.util.Optional;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Xue et al. (2023), "SA-Solver", algorithm 1: stochastic Adams methods for the clean sample. With τ the amount of fresh
 * noise in a step, k = 1 + τ², and h the step in λ:
 *
 * <pre>
 *   x' = (s'/s) · e^(−τ²h) · x + a' · Σⱼ bⱼ · mⱼ + s' · √(1 − e^(−2τ²h)) · z                     (eq. 14, predictor)
 *   bⱼ = k · ∫ e^(k · (u − h)) · Lⱼ(u) du,    u from 0 to h
 * </pre>
 *
 * <p>Lⱼ are the Lagrange polynomials through the λ of the last predictions m. The corrector (eq. 17) takes the step again,
 * with the same noise z and with the prediction at its end. For two predictions the authors' code changes b so that it
 * agrees with DPM-Solver++ (2M) where τ is 0.
 *
 * @param predictor order of the predictor, 1 to 3
 * @param corrector order of the corrector, 1 to 4
 * @param tau τ of the steps
 * @param lowerAtEnd whether the orders fall at the last steps
 */
public record SaSolver(int predictor, int corrector, Tau tau, boolean lowerAtEnd) implements Sampler {
    /** τ = 1 in the middle of the run, none at its ends: as Diffusers has it. */
    public static final Tau IN_THE_MIDDLE = new Tau(1, 200, 800);

    /**
     * How much fresh noise is added where.
     *
     * @param amount τ of the steps that start between two timesteps, both included; it is 0 for all others
     */
    public record Tau(double amount, double lowest, double highest) {
        double at(Level level) {
            return level.timestep() >= lowest && level.timestep() <= highest ? amount : 0;
        }
    }

    /** Second order, both, with noise in the middle of the run. */
    public static SaSolver standard() {
        return new SaSolver(2, 2, IN_THE_MIDDLE, true);
    }

    /** A step that may be taken again. */
    private record Taken(Tensor from, Level at, double tau, Optional<Tensor> noise) {}

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        int kept = Math.max(predictor, corrector - 1);
        History history = new History(kept + 1);
        Optional<Taken> last = Optional.empty();
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            Combination clean = schedule.clean(model, x, at);
            if (at.signal() == 0) {
                x = Euler.step(x, clean, at, next).tensor();
                continue;
            }
            history.add(at, clean.tensor());
            int left = schedule.steps() - i;
            if (last.isPresent() && at.lambda() != last.get().at().lambda()) {
                int order = Math.min(lowerAtEnd ? Math.min(corrector, left + 2) : corrector, history.size());
                x = step(last.get(), history, at, order, true);
            }
            double tau = this.tau.at(at);
            boolean fresh = tau > 0 && next.noise() > 0;
            last = Optional.of(new Taken(x, at, tau, fresh ? Optional.of(noise.next(x.shape())) : Optional.empty()));
            int order = Math.min(lowerAtEnd ? Math.min(predictor, left) : predictor, Math.min(history.size(), kept));
            x = next.noise() == 0
                    ? Euler.step(x, clean, at, next).tensor()
                    : step(last.get(), history, next, order, false);
        }
        return x;
    }

    private static Tensor step(Taken step, History history, Level next, int order, boolean again) {
        double h = next.lambda() - step.at().lambda();
        double square = step.tau() * step.tau();
        double rate = 1 + square;
        double[] nodes = new double[order];
        for (int age = 0; age < order; age++) {
            nodes[age] = history.level(age).lambda() - step.at().lambda();
        }
        double[] weights = ExponentialWeights.of(nodes, h, rate);
        if (order == 2 && h != 0) {
            double shift = likeDpmSolver(h, rate) / (again ? h : nodes[0] - nodes[1]);
            weights[0] += shift;
            weights[1] -= shift;
        }
        Combination sum = Combination.of(step.from())
                .times(next.noise() / step.at().noise() * Math.exp(-square * h))
                .plus(history.weighted(weights).times(next.signal() * rate));
        double spread = next.noise() * Math.sqrt(-Math.expm1(-2 * square * h));
        return step.noise().map(z -> sum.plus(spread, z)).orElse(sum).tensor();
    }

    /** h²/2 in place of the integral of the linear part, for a steeper change from the one prediction to the other. */
    private static double likeDpmSolver(double h, double rate) {
        return h * h / 2 - (h * rate - 1 + Math.exp(-rate * h)) / (rate * rate);
    }
}
