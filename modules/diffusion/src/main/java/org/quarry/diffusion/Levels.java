package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/** Levels on their way to become a schedule: where the steps start, and where the last one ends. */
record Levels(List<Level> starts, Level end) {
    /** Each value a level, counted from 0. */
    static List<Level> each(double[] values, DoubleFunction<Level> level) {
        List<Level> levels = new ArrayList<>();
        for (double value : values) {
            levels.add(level.apply(value).inStep(levels.size()));
        }
        return levels;
    }

    static Levels ofSigmas(NoiseLevels training, List<Double> sigmas) {
        double[] values = sigmas.stream().mapToDouble(Double::doubleValue).toArray();
        List<Level> levels = each(values, training::atSigma);
        int last = levels.size() - 1;
        return new Levels(levels.subList(0, last), values[last] == 0 ? clean() : levels.get(last));
    }

    /** Where nothing but the sample is left. */
    static Level clean() {
        return new Level(0, 0, 1, 0);
    }

    /** Each step goes to where the next one starts. */
    List<Level> arrivals() {
        List<Level> arrivals = new ArrayList<>(starts.subList(1, starts.size()));
        arrivals.add(end.inStep(starts.size()));
        return arrivals;
    }

    Schedule schedule(ScheduleConfig config, double startingNoise) {
        return schedule(arrivals(), config, startingNoise);
    }

    Schedule schedule(List<Level> arrivals, ScheduleConfig config, double startingNoise) {
        return new Schedule(
                starts, arrivals, config.prediction(), config.limit(), startingNoise, config.training(), 0, new Ddim());
    }
}
