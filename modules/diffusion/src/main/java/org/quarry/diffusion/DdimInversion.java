package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/**
 * The noise from which {@link Ddim} makes a given picture: DDIM run backwards, Song et al. (2021), section 4.3. A step of
 * DDIM needs the noise that the network sees in its start xₜ; going up, only its end xₛ is known:
 *
 * <pre>
 *   xₜ = aₜ · (xₛ − s_s · ε)/a_s + sₜ · ε,     ε = ε(xₛ, t)                        plain inversion
 *                                              ε = ε(xₜ, t), repeated              fixed-point iteration
 *                                              ε = mean of the last few of these   ReNoise
 * </pre>
 *
 * <p>Plain inversion is off by an error that falls like 1/steps. Each iteration (Pan et al. (2023), "AIDI"; Garibi et al.
 * (2024), "ReNoise") puts the new xₜ back in, and its fixed point is undone exactly by generation. It converges where the
 * network changes slowly: do not iterate with guidance scales of 5 and above.
 */
public final class DdimInversion {
    private DdimInversion() {}

    /**
     * How each step is made more exact.
     *
     * @param iterations 0 for plain inversion; the network is asked once more than that
     * @param averaged of how many of the last estimates of the noise the mean is taken; 1 takes the last one alone
     */
    public record Refinement(int iterations, int averaged) {
        /** Checks the numbers. */
        public Refinement {
            if (iterations < 0 || averaged < 1) {
                throw new IllegalArgumentException("found " + iterations + " iterations and a mean of " + averaged
                        + " estimates; wanted at least 0 and at least 1");
            }
        }
    }

    /**
     * The noisy end of the inversion; {@link Ddim} on the same schedule leads back.
     *
     * @param clean a sample at the schedule's end
     * @param schedule as for generation; it is gone through from its end
     * @param iterations how often each step is refined, 0 for plain inversion; the network is asked once more than that
     */
    public static Tensor invert(Denoiser model, Tensor clean, Schedule schedule, int iterations) {
        return path(model, clean, schedule, new Refinement(iterations, 1)).noisiest();
    }

    /** All samples on the way up: the given one first, then one for each step, the noisiest last. @see #invert */
    public static List<Tensor> trajectory(Denoiser model, Tensor clean, Schedule schedule, int iterations) {
        return path(model, clean, schedule, new Refinement(iterations, 1)).samples();
    }

    /** The whole way up, and whether the iterations settled. @see #invert */
    public static InvertedPath path(Denoiser model, Tensor clean, Schedule schedule, Refinement refinement) {
        List<Tensor> samples = new ArrayList<>(List.of(clean));
        int unsettled = 0;
        for (int i = schedule.steps() - 1; i >= 0; i--) {
            StepUp step = new StepUp(model, schedule, i, samples.get(samples.size() - 1));
            samples.add(step.refined(refinement));
            unsettled += step.settled() ? 0 : 1;
        }
        return new InvertedPath(schedule, samples, unsettled);
    }

    /** One step, and how far each of its iterations moved the result. */
    private static final class StepUp {
        private final Denoiser model;
        private final Limit limit;
        private final Level from;
        private final Level to;
        private final Tensor x;
        /** Samples have a spread of about 1, and what the steps miss adds up. */
        private final double little;

        private final List<Double> moves = new ArrayList<>();

        StepUp(Denoiser model, Schedule schedule, int step, Tensor x) {
            this.model = model;
            this.limit = schedule.limit();
            this.from = schedule.after(step);
            this.to = schedule.at(step);
            this.x = x;
            this.little = 1.0 / schedule.steps();
        }

        Tensor refined(Refinement refinement) {
            // The network is told the timestep it was asked with in generation, though x is not yet there.
            Level asked = new Level(to.index(), to.timestep(), from.signal(), from.noise());
            List<Tensor> estimates = new ArrayList<>(List.of(model.noiseIn(x, asked)));
            Tensor up = raised(estimates.get(0));
            for (int k = 0; k < refinement.iterations(); k++) {
                estimates.add(model.noiseIn(up, to));
                Tensor next = raised(estimates.get(estimates.size() - 1));
                moves.add(next.rootMeanSquareDifference(up));
                up = next;
            }
            int averaged = Math.min(refinement.averaged(), estimates.size());
            return averaged == 1 ? up : raised(mean(estimates.subList(estimates.size() - averaged, estimates.size())));
        }

        /** Whether the last iteration moved the result little, or clearly less than the first; one says nothing. */
        boolean settled() {
            if (moves.size() < 2) {
                return true;
            }
            double last = moves.get(moves.size() - 1);
            return last < little || last < moves.get(0) / 2;
        }

        private Tensor raised(Tensor epsilon) {
            Tensor clean = limit.apply(PredictionKind.EPSILON.clean(epsilon, x, from));
            return clean.mix(to.signal(), epsilon, to.noise());
        }

        private static Tensor mean(List<Tensor> tensors) {
            Combination sum = Combination.of(tensors.get(0));
            for (Tensor tensor : tensors.subList(1, tensors.size())) {
                sum = sum.plus(1, tensor);
            }
            return sum.times(1.0 / tensors.size()).tensor();
        }
    }
}
