package org.quarry.diffusion;

import java.util.List;

/** All that determines a schedule but the number of steps: what a model's {@code scheduler_config.json} holds. */
public sealed interface ScheduleConfig permits BetaSchedule, FlowSchedule, KarrasSchedule, AngleSchedule {
    /** A network trained on the given levels, run from evenly spaced timesteps to a clean sample. */
    static BetaSchedule of(TrainingLevels training, PredictionKind prediction) {
        return BetaSchedule.of(training, prediction);
    }

    /** The levels that the network was trained on. */
    NoiseLevels training();

    /** What the network puts out. */
    Prediction prediction();

    /** How far a predicted clean sample may reach. */
    Limit limit();

    /**
     * The schedule of a run.
     *
     * @param steps 1 to the number of training timesteps
     * @throws IllegalArgumentException if there are more or less
     */
    Schedule schedule(int steps);

    /**
     * The schedule of a run that starts from a picture.
     *
     * @param steps of a whole run
     * @param strength 0 leaves the picture as it is, 1 is a whole run
     */
    default Schedule schedule(int steps, double strength) {
        return schedule(steps).withStrength(strength);
    }

    /**
     * A schedule that visits the given timesteps, as in "Align Your Steps", Sabour et al. (2024).
     *
     * @param timesteps falling
     * @throws IllegalArgumentException if they do not, or lie outside those of training
     */
    Schedule scheduleAt(List<Double> timesteps);

    /**
     * A schedule through the given σ, the last of which is where it ends.
     *
     * @param sigmas at least two, falling; only the last may be 0
     * @throws IllegalArgumentException if they do not
     */
    default Schedule scheduleOf(List<Double> sigmas) {
        Checks.falling("σ", sigmas, 2, 0, Double.POSITIVE_INFINITY);
        return Levels.ofSigmas(training(), sigmas).schedule(this, 1);
    }
}
