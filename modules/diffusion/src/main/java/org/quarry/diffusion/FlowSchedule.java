package org.quarry.diffusion;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The schedules of a flow. Times t = noise are chosen by the grid, shifted towards noise, stretched to the terminal time,
 * and may be replaced by a curve between the first and the last of them.
 *
 * @param training the path and what the network is told on it
 * @param prediction {@link PredictionKind#FLOW} or {@link PredictionKind#DATA_FLOW}
 * @param grid which times are chosen
 * @param shift how they are moved towards noise
 * @param terminal the last time before the end, 0 for where it falls: {@code shift_terminal} of LTX-Video
 * @param curve how t falls between the first and the last
 * @param end clean, or the last time again
 */
public record FlowSchedule(
        FlowLevels training,
        PredictionKind prediction,
        FlowGrid grid,
        FlowShift shift,
        double terminal,
        SigmaCurve curve,
        FinalLevel end)
        implements ScheduleConfig {
    /** UniPC's first time, so that λ is finite. */
    private static final double JUST_BELOW_1 = 1 - 1e-6;

    @Override
    public Limit limit() {
        return Limit.NONE;
    }

    @Override
    public Schedule schedule(int steps) {
        Checks.steps(steps, training.count());
        return ofTimes(grid.times(steps, training.count(), shift));
    }

    /** @param timesteps T · t before the shift, from T down */
    @Override
    public Schedule scheduleAt(List<Double> timesteps) {
        Checks.falling("timesteps", timesteps, 1, 0, training.count());
        return ofTimes(timesteps.stream()
                .mapToDouble(timestep -> timestep / training.count())
                .toArray());
    }

    private Schedule ofTimes(double[] times) {
        double[] shifted = stretched(changed(times, shift::apply));
        int last = shifted.length - 1;
        boolean trained = curve instanceof SigmaCurve.Trained;
        double[] chosen = trained ? shifted : curve.between(shifted[0], shifted[last], shifted.length);
        if (chosen[0] > 1) {
            throw new IllegalArgumentException("the curve of sigmas begins at noise " + chosen[0]
                    + ", and a flow has 1 at most; choose karras, exponential or beta");
        }
        if (grid == FlowGrid.UNI_PC && chosen[0] > JUST_BELOW_1) {
            chosen[0] = JUST_BELOW_1;
        }
        List<Level> starts = Levels.each(chosen, time -> told(training.atNoise(time)));
        Level clean = new Level(0, training.countsUp() ? training.count() : 0, 1, 0);
        return new Levels(starts, end == FinalLevel.CLEAN ? clean : starts.get(last)).schedule(this, 1);
    }

    private Level told(Level level) {
        return grid.whole() ? level.told(Math.floor(level.timestep())) : level;
    }

    /** Lengthens 1 − t by one factor so that the last time is the terminal one. */
    private double[] stretched(double[] times) {
        if (terminal == 0) {
            return times;
        }
        double factor = (1 - terminal) / (1 - times[times.length - 1]);
        return changed(times, time -> 1 - (1 - time) * factor);
    }

    private static double[] changed(double[] times, DoubleUnaryOperator change) {
        return Arrays.stream(times).map(change).toArray();
    }

    /** These settings with another choice of times. */
    public FlowSchedule withGrid(FlowGrid other) {
        return new FlowSchedule(training, prediction, other, shift, terminal, curve, end);
    }

    /** These settings with another shift. */
    public FlowSchedule withShift(FlowShift other) {
        return new FlowSchedule(training, prediction, grid, other, terminal, curve, end);
    }

    /** These settings with another course of t. */
    public FlowSchedule withCurve(SigmaCurve other) {
        return new FlowSchedule(training, prediction, grid, shift, terminal, other, end);
    }
}
