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

    /** From one level to the next. @param tau how much fresh noise is added */
    private record Span(Level at, Level next, double tau) {
        double h() {
            return next.lambda() - at.lambda();
        }

        /** How much of the sample is kept. */
        double kept() {
            return next.noise() / at.noise() * Math.exp(-tau * tau * h());
        }

        /** How much noise is added. */
        double spread() {
            return next.noise() * Math.sqrt(-Math.expm1(-2 * tau * tau * h()));
        }

        /** What the newest predictions add; the first may be the one at the end of the span. */
        Combination change(History history, int order) {
            double rate = 1 + tau * tau;
            double[] nodes = new double[order];
            for (int age = 0; age < order; age++) {
                nodes[age] = history.level(age).lambda() - at.lambda();
            }
            double[] weights = ExponentialWeights.of(nodes, h(), rate);
            if (order == 2 && h() != 0) {
                double shift = likeDpmSolver(h(), rate) / (nodes[0] - nodes[1]);
                weights[0] += shift;
                weights[1] -= shift;
            }
            return history.weighted(weights).times(next.signal() * rate);
        }
    }

    /** A span that was gone through. @param predicted what the predictor added */
    private record Taken(Span span, Combination predicted) {}

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        int most = Math.max(predictor, corrector - 1);
        History history = new History(most + 1);
        Optional<Taken> last = Optional.empty();
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            int left = schedule.steps() - i;
            Combination clean = schedule.clean(model, x, at);
            if (at.signal() == 0) {
                x = Euler.step(x, clean, at, next).tensor();
                continue;
            }
            history.add(at, clean);
            Combination start = Combination.of(x);
            if (last.isPresent() && at.lambda() != last.get().span().at().lambda()) {
                int order = Math.min(lowerAtEnd ? Math.min(corrector, left + 2) : corrector, history.size());
                // The same span from the same sample with the same noise: only what the predictions add is another.
                start = start.minus(last.get().predicted())
                        .plus(last.get().span().change(history, order));
            }
            if (next.noise() == 0) {
                return Euler.step(start.tensor(), clean, at, next).tensor();
            }
            int order = Math.min(lowerAtEnd ? Math.min(predictor, left) : predictor, Math.min(history.size(), most));
            Span span = new Span(at, next, tau.at(at));
            Combination predicted = span.change(history, order);
            last = Optional.of(new Taken(span, predicted));
            Combination sum = start.times(span.kept()).plus(predicted);
            x = (span.tau() > 0 ? sum.plus(span.spread(), noise.next(x.shape())) : sum).tensor();
        }
        return x;
    }

    /** h²/2 in place of the integral of the linear part, for a steeper change from the one prediction to the other. */
    private static double likeDpmSolver(double h, double rate) {
        return h * h / 2 - (h * rate - 1 + Math.exp(-rate * h)) / (rate * rate);
    }
}
