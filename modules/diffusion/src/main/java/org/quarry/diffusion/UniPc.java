package org.quarry.diffusion;

import java.util.Set;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Zhao et al. (2023), "UniPC", algorithms 5 to 8: a predictor (UniP) of order p, and a corrector (UniC) that uses the
 * prediction at the new level to redo the step with order p + 1, without another evaluation. With m the predictions, h the
 * step in λ, and rₖ = (λₖ − λ)/h for the levels before:
 *
 * <pre>
 *   x' = (s'/s) · x + a' · (1 − e^(−h)) · m₀ − a' · B(h) · Σₖ ρₖ · (mₖ − m₀)/rₖ          (eq. 8 for the clean sample)
 *   Σₖ ρₖ · rₖ^(n−1) = n! · φₙ₊₁(−h)/B(h),  n = 1 … p
 * </pre>
 *
 * <p>The corrector's sum also has r = 1, the new level. B(h) is −h (bh1) or e^(−h) − 1 (bh2); for the noise, a and s change
 * places, and the signs of h. A step that ends clean, where h is infinite, is of first order; Diffusers' bh1 is not a number
 * there.
 *
 * @param order 1 to 3 are usual; the first steps have a lower one, and so have the last
 * @param bh2 whether B(h) is e^h − 1 and not h; bh1 is for few steps without guidance
 * @param predictsClean whether m is the clean sample and not the noise
 * @param lowerAtEnd whether the order falls to 1 at the last step
 * @param uncorrected after which steps the corrector is left out: the first few, with much guidance
 */
public record UniPc(int order, boolean bh2, boolean predictsClean, boolean lowerAtEnd, Set<Integer> uncorrected)
        implements Sampler {
    /** Copies the set. */
    public UniPc {
        uncorrected = Set.copyOf(uncorrected);
    }

    /** The authors' choice: bh2, for the clean sample. */
    public static UniPc of(int order) {
        return new UniPc(order, true, true, true, Set.of());
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        History history = new History(order + 1);
        Combination predicted = Combination.of(x);
        int used = 0;
        for (int i = 0; i < schedule.steps(); i++) {
            Level at = schedule.at(i);
            Level next = schedule.after(i);
            history.add(
                    at, predictsClean ? schedule.clean(model, x, at) : Combination.of(schedule.noise(model, x, at)));
            Combination start = Combination.of(x);
            if (i > 0 && corrects(schedule, i - 1)) {
                // The same step from the same sample: only what the predictions add to it is another.
                start = start.minus(predicted).plus(change(history, 1, used, schedule.after(i - 1)));
            }
            used = order(schedule, i, history.size());
            predicted = change(history, 0, used, next);
            double kept = predictsClean ? next.noise() / at.noise() : next.signal() / at.signal();
            x = start.times(kept).plus(predicted).tensor();
        }
        return x;
    }

    private boolean corrects(Schedule schedule, int step) {
        boolean moved = schedule.at(step).lambda() != schedule.at(step + 1).lambda();
        return moved && !uncorrected.contains(schedule.skipped() + step);
    }

    private int order(Schedule schedule, int step, int known) {
        int left = schedule.steps() - step;
        boolean clean = schedule.after(step).noise() == 0;
        return clean ? 1 : Math.min(Math.min(order, known), lowerAtEnd ? left : order);
    }

    /**
     * What the predictions add to the sample from the level of the one of that age to the next. @param age 0 for the
     * predictor, 1 for the corrector, which has the prediction at the next level, too
     */
    private Combination change(History history, int age, int order, Level next) {
        Level at = history.level(age);
        Combination newest = history.value(age);
        double h = (next.lambda() - at.lambda()) * (predictsClean ? -1 : 1);
        double weight = predictsClean ? next.signal() : next.noise();
        // For the noise, s' · e^h is a' · s/a, which is finite where h is not.
        double first = predictsClean ? weight * Math.expm1(h) : next.signal() * at.sigma() - next.noise();
        Combination sum = newest.times(-first);
        int before = order - 1;
        if (before + age > 0 && h != 0) {
            double[] ratios = new double[before + age];
            for (int k = 0; k < before; k++) {
                ratios[k] = (history.level(age + 1 + k).lambda() - at.lambda()) / (next.lambda() - at.lambda());
            }
            if (age == 1) {
                ratios[before] = 1;
            }
            double[] rho = weights(ratios, h);
            for (int k = 0; k < rho.length; k++) {
                Combination other = k == before ? history.value(0) : history.value(age + 1 + k);
                Combination change = other.minus(newest).times(1 / ratios[k]);
                sum = sum.plus(change.times(-weight * base(h) * rho[k]));
            }
        }
        return sum;
    }

    private double base(double h) {
        return bh2 ? Math.expm1(h) : h;
    }

    /** ρ; a single one is ½, as the authors have it, which is right to the order that counts. */
    private double[] weights(double[] ratios, double h) {
        int count = ratios.length;
        if (count == 1) {
            return new double[] {0.5};
        }
        double[][] powers = new double[count][count];
        double[] right = new double[count];
        double phi = Math.expm1(h) / h - 1;
        double factorial = 1;
        for (int n = 0; n < count; n++) {
            for (int k = 0; k < count; k++) {
                powers[n][k] = Math.pow(ratios[k], n);
            }
            right[n] = phi * factorial / base(h);
            factorial *= n + 2;
            phi = phi / h - 1 / factorial;
        }
        return LinearEquations.solve(powers, right);
    }
}
