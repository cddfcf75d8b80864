package org.quarry.diffusion;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * Lu et al. (2022), "DPM-Solver", appendix C, "DPM-Solver-12 and 23": steps as long as two orders agree, as in Katherine
 * Crowson's k-diffusion. With y = x/signal, the difference E of the orders is measured against δ:
 *
 * <pre>
 *   δ = max(atol, rtol · max(|y_low|, |y_before|))          E = ‖(y_low − y_high)/δ‖/√(number of elements)
 * </pre>
 *
 * <p>Of the schedule only the ends count; the number of evaluations is not known beforehand.
 *
 * @param order 2 or 3, the higher of the two orders
 * @param relative rtol, the allowed error per size; 0.05 is usual
 * @param absolute atol, the allowed error where the sample is small; 0.0078 is usual, one grey level
 * @param eta how much fresh noise each step adds: 0 for none, 1 for as much as DDPM
 */
public record DpmAdaptive(int order, double relative, double absolute, double eta) implements Sampler {
    private static final double FIRST_STEP = 0.05;
    private static final double AT_THE_END = 1e-5;

    /** The usual tolerances, without noise. */
    public static DpmAdaptive standard() {
        return new DpmAdaptive(3, 0.05, 0.0078, 0);
    }

    /** Both orders must be known. */
    public DpmAdaptive {
        if (order != 2 && order != 3) {
            throw new IllegalArgumentException("order is " + order + "; steps are chosen by order 2 or 3");
        }
    }

    @Override
    public Tensor sample(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        if (schedule.steps() == 0) {
            return x;
        }
        Ends ends = Ends.of(schedule);
        Ancestral ancestral = new Ancestral(eta, 1);
        StepLength length = new StepLength(FIRST_STEP, eta == 0 ? order : 1.5);
        Level at = ends.first();
        Tensor before = x;
        Level beforeAt = at;
        while (at.lambda() < ends.last().lambda() - AT_THE_END) {
            at = at.inStep(index(ends, at, schedule));
            Level next = ends.atLambda(at.lambda() + length.next());
            Level down = eta == 0 ? next : ends.notBeyond(ancestral.down(schedule, at, next));
            DpmSpan span = new DpmSpan(model, schedule, x, at, down);
            Tensor low = order == 2 ? span.first() : span.second(1 / 3.0);
            Tensor high = order == 2 ? span.second(0.5) : span.third();
            if (length.accepts(error(low, high, down, before, beforeAt))) {
                before = low;
                beforeAt = down;
                x = eta == 0 ? high : Ends.raise(high, down, next, 1, noise);
                at = next;
            }
        }
        return ends.finish(model, x, schedule);
    }

    /** Which step of the schedule the run has reached, by λ. */
    private static int index(Ends ends, Level at, Schedule schedule) {
        double part = (at.lambda() - ends.first().lambda())
                / (ends.last().lambda() - ends.first().lambda());
        return Math.min((int) (part * schedule.steps()), schedule.steps() - 1);
    }

    private double error(Tensor low, Tensor high, Level at, Tensor before, Level beforeAt) {
        double scale = 1 / at.signal();
        double scaleBefore = 1 / beforeAt.signal();
        double sum = 0;
        int count = low.shape().count();
        for (int i = 0; i < count; i++) {
            double one = low.exactAt(i) * scale;
            double allowed =
                    Math.max(absolute, relative * Math.max(Math.abs(one), Math.abs(before.exactAt(i) * scaleBefore)));
            double ratio = (one - high.exactAt(i) * scale) / allowed;
            sum += ratio * ratio;
        }
        return Math.sqrt(sum / count);
    }

    /** The integral controller of Hairer, Nørsett and Wanner, "Solving Ordinary Differential Equations I", II.4. */
    private static final class StepLength {
        private static final double LEAST_FACTOR = 0.81;

        private final double order;
        private double length;

        StepLength(double first, double order) {
            this.length = first;
            this.order = order;
        }

        double next() {
            return length;
        }

        /** Whether a step of that error is good enough; also sets the length of the next try. */
        boolean accepts(double error) {
            double factor = 1 + Math.atan(Math.pow(error + 1e-8, -1 / order) - 1);
            length *= factor;
            return factor >= LEAST_FACTOR;
        }
    }
}
