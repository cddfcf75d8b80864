package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Combination;
import org.quarry.tensor.Tensor;

/**
 * The noise levels that a run visits, noisiest first, and what a sampler must know of the network it runs with.
 *
 * <p>Step i goes from {@code at(i)} to {@code after(i)}. That is {@code at(i + 1)} for all but one schedule: DDIM, as
 * Diffusers counts it, goes down by a fixed number of timesteps and then looks up from a neighbouring one.
 *
 * @param levels where each step starts; their indices count from 0
 * @param arrivals where each step ends, as many as {@code levels}; the last is where the run ends
 * @param prediction what the network puts out
 * @param limit how far a predicted clean sample may reach
 * @param startingNoise factor of standard-normal noise that a run from nothing starts with
 * @param training the levels that the network was trained on
 * @param skipped how many steps were left out before the first, for a run that starts from a picture
 * @param usual the sampler that the model was published with
 */
public record Schedule(
        List<Level> levels,
        List<Level> arrivals,
        Prediction prediction,
        Limit limit,
        double startingNoise,
        NoiseLevels training,
        int skipped,
        Sampler usual) {
    /** Copies the lists and checks that they agree. */
    public Schedule {
        levels = List.copyOf(levels);
        arrivals = List.copyOf(arrivals);
        if (levels.size() != arrivals.size()) {
            throw new IllegalArgumentException(
                    levels.size() + " levels and " + arrivals.size() + " arrivals; each step needs both");
        }
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).index() != i || levels.get(i).noise() == 0) {
                throw new IllegalArgumentException(
                        "step " + i + " starts at " + levels.get(i) + "; it needs that index and some noise");
            }
        }
    }

    /** The number of steps; 0 where image-to-image has nothing to do. */
    public int steps() {
        return levels.size();
    }

    /** The number of steps with those left out: what a rule about "few steps" counts. */
    public int total() {
        return skipped + steps();
    }

    /** The level where step i starts and the network is asked. */
    public Level at(int step) {
        return levels.get(step);
    }

    /** The level where step i ends. */
    public Level after(int step) {
        return arrivals.get(step);
    }

    /** The level where the run ends; there must be a step. */
    public Level end() {
        return after(steps() - 1);
    }

    /** The clean sample as the network sees it, within the limit; left open, so that a step is one pass with it. */
    Combination clean(Denoiser model, Tensor x, Level at) {
        return limit.apply(model.estimate(x, at).clean());
    }

    /** The noise as the network sees it; with a limit, what is left beside the limited clean sample. */
    Tensor noise(Denoiser model, Tensor x, Level at) {
        return limit.equals(Limit.NONE)
                ? model.noiseIn(x, at)
                : PredictionKind.SAMPLE.noise(clean(model, x, at).tensor(), x, at);
    }

    /** The level a part of the way from one to another in λ, which must be finite. */
    Level between(Level at, Level next, double part) {
        double lambda = at.lambda() + part * (next.lambda() - at.lambda());
        return training.atSigma(Math.exp(-lambda)).inStep(at.index());
    }

    /** The sample that a run from nothing starts with. @param noise standard normal */
    public Tensor start(Tensor noise) {
        return startingNoise == 1 ? noise : noise.times(startingNoise);
    }

    /**
     * The last part of this schedule, for a run that starts from a picture. Of {@code steps · strength} steps the broken one
     * is left out, but on flows, as Diffusers counts. The picture is to be noised to {@code at(0)} by {@link
     * ForwardProcess#jump}.
     *
     * @param strength 0 leaves no step, 1 all of them
     */
    public Schedule withStrength(double strength) {
        double left = Math.max(0, Math.min(steps() * strength, steps()));
        boolean flow = training instanceof FlowLevels;
        return from(flow ? (int) (steps() - left) : steps() - (int) left);
    }

    /** This schedule without its first steps; the rest is counted from 0 again. @param first 0 to {@link #steps()} */
    public Schedule from(int first) {
        List<Level> from = new ArrayList<>();
        List<Level> to = new ArrayList<>();
        for (int i = first; i < steps(); i++) {
            from.add(at(i).inStep(i - first));
            to.add(after(i).inStep(i - first + 1));
        }
        return new Schedule(from, to, prediction, limit, startingNoise, training, skipped + first, usual);
    }

    /**
     * The first steps of this schedule. The run ends with a noisy sample, which {@link #rest} goes on with, perhaps by
     * another network (Podell et al. 2023, section 2.5; Balaji et al. 2022, eDiff-I).
     *
     * @param count 0 to {@link #steps()}
     */
    public Schedule first(int count) {
        return new Schedule(
                levels.subList(0, count),
                arrivals.subList(0, count),
                prediction,
                limit,
                startingNoise,
                training,
                skipped,
                usual);
    }

    /** What {@link #first} leaves: a run that starts with the sample as it is. */
    public Schedule rest(int count) {
        Schedule rest = from(count);
        return new Schedule(rest.levels, rest.arrivals, prediction, limit, 1, training, rest.skipped, usual);
    }

    /** This schedule with another limit. */
    public Schedule limited(Limit other) {
        return new Schedule(levels, arrivals, prediction, other, startingNoise, training, skipped, usual);
    }

    /** This schedule with another usual sampler. */
    public Schedule usually(Sampler other) {
        return new Schedule(levels, arrivals, prediction, limit, startingNoise, training, skipped, other);
    }

    /**
     * The same steps upwards, for an inversion; their end must have noise.
     *
     * @throws IllegalArgumentException if this schedule ends clean, where an inversion has no λ to start from
     */
    public Schedule reversed() {
        List<Level> from = new ArrayList<>();
        List<Level> to = new ArrayList<>();
        for (int i = steps() - 1; i >= 0; i--) {
            from.add(after(i).inStep(from.size()));
            to.add(at(i).inStep(to.size() + 1));
        }
        return new Schedule(from, to, prediction, limit, startingNoise, training, 0, usual);
    }
}
