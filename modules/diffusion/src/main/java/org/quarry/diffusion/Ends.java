package org.quarry.diffusion;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/**
 * The range of λ for solvers that choose their own levels: from a schedule's first level to its last one with noise. From
 * there on a last step of Euler's leads to a clean end.
 */
record Ends(NoiseLevels path, Level first, Level last) {
    static Ends of(Schedule schedule) {
        Level end = schedule.end();
        Level last = end.noise() > 0 || schedule.steps() == 1 ? end : schedule.at(schedule.steps() - 1);
        if (schedule.at(0).signal() == 0 || last.noise() == 0) {
            throw new UnfitModelException("this sampler chooses its own levels between the first and the last one"
                    + " with noise, and needs two of them with signal; found " + schedule.at(0) + " and " + last);
        }
        return new Ends(schedule.training(), schedule.at(0), last);
    }

    /** The level at a part of the way in λ. */
    Level at(double part) {
        if (part == 0) {
            return first;
        }
        return part == 1 ? last : atLambda(first.lambda() + part * (last.lambda() - first.lambda()));
    }

    /** The level of a λ, or the last one. */
    Level atLambda(double lambda) {
        return lambda >= last.lambda() ? last : path.atSigma(Math.exp(-lambda));
    }

    Level notBeyond(Level level) {
        return level.lambda() > last.lambda() ? last : level;
    }

    /** Fresh noise for the way up from one level to another. */
    static Tensor raise(Tensor x, Level from, Level to, double spread, Noise noise) {
        double scale = to.signal() / from.signal();
        double kept = scale * from.noise();
        double added = Math.sqrt(Math.max(0, to.noise() * to.noise() - kept * kept));
        return x.mix(scale, noise.next(x.shape()), added * spread);
    }

    Tensor finish(Denoiser model, Tensor x, Schedule schedule) {
        Level end = schedule.end();
        Level here = last.inStep(schedule.steps() - 1);
        return end.noise() > 0
                ? x
                : Euler.step(x, schedule.clean(model, x, here), here, end).tensor();
    }
}
