package org.quarry.diffusion;

import java.util.List;

/**
 * The schedules of a network that was trained on discrete betas.
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
 * @param distilled how many timesteps a latent consistency model was distilled on: those that {@link Grid#LCM} chooses from
 */
public record BetaSchedule(
        TrainingLevels training,
        Prediction prediction,
        Grid grid,
        Spacing spacing,
        int stepsOffset,
        SigmaCurve curve,
        FinalLevel end,
        Limit limit,
        double lowestLambda,
        int distilled)
        implements ScheduleConfig {

    /** A network trained on the given levels, run from evenly spaced timesteps to a clean sample. */
    static BetaSchedule of(TrainingLevels training, PredictionKind prediction) {
        return new BetaSchedule(
                training,
                prediction,
                Grid.EULER,
                Spacing.LINSPACE,
                0,
                SigmaCurve.TRAINED,
                FinalLevel.CLEAN,
                Limit.NONE,
                Double.NEGATIVE_INFINITY,
                50);
    }

    @Override
    public Schedule schedule(int steps) {
        return schedule(steps, 1);
    }

    /** A latent consistency model takes all its steps below that strength; all others leave out the first ones. */
    @Override
    public Schedule schedule(int steps, double strength) {
        Checks.steps(steps, training.count());
        BetaLevels levels = new BetaLevels(this);
        return grid == Grid.LCM
                ? levels.distilled(steps, strength)
                : levels.ofSteps(steps).withStrength(strength);
    }

    @Override
    public Schedule scheduleAt(List<Double> timesteps) {
        Checks.falling("timesteps", timesteps, 1, 0, training.count() - 1);
        return new BetaLevels(this)
                .ofTimesteps(timesteps.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public Schedule scheduleOf(List<Double> sigmas) {
        Checks.falling("σ", sigmas, 2, 0, Double.POSITIVE_INFINITY);
        Levels levels = Levels.ofSigmas(training, sigmas);
        return levels.schedule(this, startingNoise(levels.starts().get(0)));
    }

    /** Diffusers starts Euler's and Heun's run with σ times the noise, but for leading spacing; others with the noise. */
    double startingNoise(Level first) {
        boolean scaled = (grid == Grid.EULER || grid == Grid.K_DPM_2) && spacing != Spacing.LEADING;
        return scaled ? first.noise() : 1;
    }

    /** These settings for another way of counting timesteps. */
    public BetaSchedule withGrid(Grid other) {
        return new BetaSchedule(
                training, prediction, other, spacing, stepsOffset, curve, end, limit, lowestLambda, distilled);
    }

    /** These settings with another spacing. */
    public BetaSchedule withSpacing(Spacing other) {
        return new BetaSchedule(
                training, prediction, grid, other, stepsOffset, curve, end, limit, lowestLambda, distilled);
    }

    /** These settings with another course of σ. */
    public BetaSchedule withCurve(SigmaCurve other) {
        return new BetaSchedule(
                training, prediction, grid, spacing, stepsOffset, other, end, limit, lowestLambda, distilled);
    }

    /** These settings with another end. */
    public BetaSchedule withEnd(FinalLevel other) {
        return new BetaSchedule(
                training, prediction, grid, spacing, stepsOffset, curve, other, limit, lowestLambda, distilled);
    }

    /** These settings for a model that was distilled on that many timesteps. */
    public BetaSchedule withDistilled(int other) {
        return new BetaSchedule(
                training, prediction, grid, spacing, stepsOffset, curve, end, limit, lowestLambda, other);
    }
}
