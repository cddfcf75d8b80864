package org.quarry.diffusion;

import java.util.List;

/**
 * All that determines a schedule but the number of steps: what a model's {@code scheduler_config.json} holds.
 *
 * @param training the levels that the network was trained on
 * @param prediction what the network puts out
 * @param grid how timesteps are counted
 * @param spacing how they lie among those of training
 * @param stepsOffset added to every timestep of leading spacing
 * @param curve how σ falls over the steps
 * @param end where a run ends
 * @param limit how far a predicted clean sample may reach
 * @param lowestLambda timesteps with a lower ln(signal/noise) are not visited by {@link Grid#DPM_SOLVER}; −∞ for no bound
 */
public record ScheduleConfig(
        TrainingLevels training,
        PredictionKind prediction,
        Grid grid,
        Spacing spacing,
        int stepsOffset,
        SigmaCurve curve,
        FinalLevel end,
        Limit limit,
        double lowestLambda) {

    /** A network trained on the given levels, run from evenly spaced timesteps to a clean sample. */
    public static ScheduleConfig of(TrainingLevels training, PredictionKind prediction) {
        return new ScheduleConfig(
                training,
                prediction,
                Grid.EULER,
                Spacing.LINSPACE,
                0,
                SigmaCurve.TRAINED,
                FinalLevel.CLEAN,
                Limit.NONE,
                Double.NEGATIVE_INFINITY);
    }

    /**
     * The schedule of a run.
     *
     * @param steps 1 to the number of training timesteps
     * @throws IllegalArgumentException if there are more or less
     */
    public Schedule schedule(int steps) {
        if (steps < 1 || steps > training.count()) {
            throw new IllegalArgumentException(
                    "steps is " + steps + "; a model trained on " + training.count() + " levels takes 1 to that many");
        }
        return new ScheduleBuilder(this).ofSteps(steps);
    }

    /**
     * A schedule that visits the given timesteps, as in "Align Your Steps", Sabour et al. (2024).
     *
     * @param timesteps falling, from 0 to the number of training timesteps, exclusive
     * @throws IllegalArgumentException if they are not
     */
    public Schedule scheduleAt(List<Double> timesteps) {
        if (timesteps.isEmpty()) {
            throw new IllegalArgumentException("a schedule needs at least one timestep, found none");
        }
        for (int i = 0; i < timesteps.size(); i++) {
            double t = timesteps.get(i);
            if (!(t >= 0 && t < training.count() && (i == 0 || t < timesteps.get(i - 1)))) {
                throw new IllegalArgumentException("timesteps must fall and lie from 0 to " + (training.count() - 1)
                        + "; found " + t + " in " + timesteps);
            }
        }
        return new ScheduleBuilder(this)
                .ofTimesteps(timesteps.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * A schedule through the given σ, the last of which is where it ends.
     *
     * @param sigmas at least two, falling; only the last may be 0
     * @throws IllegalArgumentException if they are not
     */
    public Schedule scheduleOf(List<Double> sigmas) {
        if (sigmas.size() < 2) {
            throw new IllegalArgumentException("a schedule needs at least two σ, found " + sigmas);
        }
        for (int i = 1; i < sigmas.size(); i++) {
            if (!(sigmas.get(i) < sigmas.get(i - 1) && sigmas.get(i) >= 0)) {
                throw new IllegalArgumentException(
                        "σ must fall; found " + sigmas.get(i) + " after " + sigmas.get(i - 1));
            }
        }
        return new ScheduleBuilder(this)
                .ofSigmas(sigmas.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** These settings for another way of counting timesteps. */
    public ScheduleConfig withGrid(Grid other) {
        return new ScheduleConfig(training, prediction, other, spacing, stepsOffset, curve, end, limit, lowestLambda);
    }

    /** These settings with another spacing. */
    public ScheduleConfig withSpacing(Spacing other) {
        return new ScheduleConfig(training, prediction, grid, other, stepsOffset, curve, end, limit, lowestLambda);
    }

    /** These settings with another course of σ. */
    public ScheduleConfig withCurve(SigmaCurve other) {
        return new ScheduleConfig(training, prediction, grid, spacing, stepsOffset, other, end, limit, lowestLambda);
    }

    /** These settings with another end. */
    public ScheduleConfig withEnd(FinalLevel other) {
        return new ScheduleConfig(training, prediction, grid, spacing, stepsOffset, curve, other, limit, lowestLambda);
    }
}
