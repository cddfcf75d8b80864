package org.quarry.diffusion;

import java.util.List;

/**
 * The schedule of Crowson's v-diffusion for networks that are told an angle: the factor of the noise is sin²(π/2 · (1 −
 * i/n)).
 */
public record AngleSchedule(AngleLevels training) implements ScheduleConfig {
    @Override
    public Prediction prediction() {
        return PredictionKind.V;
    }

    @Override
    public Limit limit() {
        return Limit.NONE;
    }

    @Override
    public Schedule schedule(int steps) {
        Checks.steps(steps, training.count());
        double[] times = SigmaCurve.evenly(1, 1.0 / steps, steps);
        return new Levels(Levels.each(times, this::spliced), Levels.clean()).schedule(this, 1);
    }

    private Level spliced(double time) {
        double root = Math.sin(time * Math.PI / 2);
        return training.atNoise(root * root);
    }

    @Override
    public Schedule scheduleAt(List<Double> timesteps) {
        Checks.falling("timesteps", timesteps, 1, 0, 1);
        double[] times = timesteps.stream().mapToDouble(Double::doubleValue).toArray();
        return new Levels(Levels.each(times, training::atTimestep), Levels.clean()).schedule(this, 1);
    }
}
