package org.quarry.diffusion;

import java.util.Arrays;
import java.util.List;

/**
 * The schedules of networks after Karras et al. (2022): σ along a curve between two ends.
 *
 * @param training the path and what the network is told on it
 * @param prediction what the network puts out
 * @param highest σ of the first step
 * @param lowest σ of the last step
 * @param curve how σ falls
 * @param whole whether only the σ of training's whole timesteps are visited, from ⌊T/n⌋ to ⌊T/n⌋: consistency models
 * @param start what the starting noise is multiplied by
 * @param end clean, or the lowest σ
 * @param limit how far a predicted clean sample may reach
 */
public record KarrasSchedule(
        KarrasLevels training,
        Prediction prediction,
        double highest,
        double lowest,
        SigmaCurve curve,
        boolean whole,
        Start start,
        FinalLevel end,
        Limit limit)
        implements ScheduleConfig {
    /** What a run from nothing starts with, before it is scaled for the network. */
    public enum Start {
        /** σ · ε. */
        NOISE,
        /** √(σ² + 1) · ε, the spread that noise and data of unit variance have together. */
        NOISE_AND_DATA
    }

    @Override
    public Schedule schedule(int steps) {
        Checks.steps(steps, training.count());
        return whole
                ? ofTimesteps(SigmaCurve.evenly(0, (steps - 1) * (training.count() / steps), steps))
                : ofSigmas(curve.between(highest, lowest, steps));
    }

    /** @param timesteps of training, from T − 1 (noisiest) to 0; whole ones */
    @Override
    public Schedule scheduleAt(List<Double> timesteps) {
        Checks.falling("timesteps", timesteps, 1, 0, training.count() - 1);
        // The authors' table runs from the noisiest level, so that its first entry has index 0.
        double[] indices =
                timesteps.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return ofTimesteps(indices);
    }

    private Schedule ofTimesteps(double[] indices) {
        int last = training.count() - 1;
        return ofSigmas(Arrays.stream(indices)
                .map(index -> curve.at(index / last, highest, lowest))
                .toArray());
    }

    private Schedule ofSigmas(double[] sigmas) {
        List<Level> starts = Levels.each(sigmas, training::atSigma);
        Level first = starts.get(0);
        double data = start == Start.NOISE ? 0 : first.signal();
        // Its end is in the sample's own scale, where the network is no longer asked.
        Level last = end == FinalLevel.CLEAN ? Levels.clean() : new Level(0, 0, 1, sigmas[sigmas.length - 1]);
        return new Levels(starts, last).schedule(this, Math.hypot(first.noise(), data));
    }

    /** These settings with another course of σ. */
    public KarrasSchedule withCurve(SigmaCurve other) {
        return new KarrasSchedule(training, prediction, highest, lowest, other, whole, start, end, limit);
    }
}
