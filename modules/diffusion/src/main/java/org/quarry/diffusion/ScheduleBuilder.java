package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;

/** Turns settings into levels. */
final class ScheduleBuilder {
    private final ScheduleConfig config;
    private final TrainingLevels training;

    ScheduleBuilder(ScheduleConfig config) {
        this.config = config;
        this.training = config.training();
    }

    Schedule ofSteps(int steps) {
        Timesteps timesteps = new Timesteps(config);
        boolean whole = config.grid() == Grid.DDPM || config.grid() == Grid.DDIM;
        if (config.curve() != SigmaCurve.TRAINED) {
            return ofCurve(timesteps.of(steps));
        } else if (whole) {
            return ofWhole(timesteps.of(steps), config.grid() == Grid.DDIM ? training.count() / steps : 0);
        }
        return ofTimesteps(timesteps.of(steps));
    }

    Schedule ofTimesteps(double[] timesteps) {
        boolean whole = config.grid() == Grid.DDPM || config.grid() == Grid.DDIM;
        if (whole) {
            return ofWhole(timesteps, 0);
        }
        List<Level> levels = new ArrayList<>();
        for (double timestep : timesteps) {
            levels.add(Level.ofSigma(levels.size(), timestep, training.sigma(timestep)));
        }
        return through(levels, end(levels.size()));
    }

    /** The last σ is where the run ends. */
    Schedule ofSigmas(double[] sigmas) {
        List<Level> levels = new ArrayList<>();
        for (double sigma : sigmas) {
            double timestep = sigma == 0 ? 0 : training.timestepOf(sigma);
            levels.add(Level.ofSigma(levels.size(), timestep, sigma));
        }
        return through(levels.subList(0, sigmas.length - 1), levels.get(sigmas.length - 1));
    }

    private Schedule ofCurve(double[] timesteps) {
        int last = timesteps.length - 1;
        boolean fullRange = config.grid() == Grid.DPM_SOLVER;
        double highest = training.sigma(fullRange ? training.count() - 1 : timesteps[0]);
        double lowest = training.sigma(fullRange ? 0 : timesteps[last]);
        List<Level> levels = new ArrayList<>();
        for (double sigma : config.curve().between(highest, lowest, timesteps.length)) {
            levels.add(Level.ofSigma(levels.size(), told(training.timestepOf(sigma)), sigma));
        }
        return through(levels, end(levels.size()));
    }

    private double told(double timestep) {
        return config.grid() == Grid.DPM_SOLVER ? Math.rint(timestep) : timestep;
    }

    /** @param stride how far each step goes down, 0 for to the next timestep */
    private Schedule ofWhole(double[] timesteps, int stride) {
        List<Level> levels = new ArrayList<>();
        List<Level> arrivals = new ArrayList<>();
        for (int i = 0; i < timesteps.length; i++) {
            levels.add(trained(i, (int) timesteps[i]));
            double next = i + 1 < timesteps.length ? timesteps[i + 1] : -1;
            int arrival = (int) (stride == 0 ? next : timesteps[i] - stride);
            arrivals.add(arrival < 0 ? end(i + 1) : trained(i + 1, arrival));
        }
        return schedule(levels, arrivals);
    }

    private Level trained(int index, int timestep) {
        return training.level(timestep).inStep(index);
    }

    private Level end(int index) {
        return config.end() == FinalLevel.CLEAN ? new Level(index, 0, 1, 0) : trained(index, 0);
    }

    private Schedule through(List<Level> levels, Level end) {
        List<Level> arrivals = new ArrayList<>(levels.subList(1, levels.size()));
        arrivals.add(end);
        return schedule(levels, arrivals);
    }

    /** Diffusers starts Euler's and Heun's run with σ times the noise, but for leading spacing; others with the noise. */
    private Schedule schedule(List<Level> levels, List<Level> arrivals) {
        boolean scaled = config.grid() == Grid.EULER && config.spacing() != Spacing.LEADING;
        double startingNoise = scaled ? levels.get(0).noise() : 1;
        return new Schedule(levels, arrivals, config.prediction(), config.limit(), startingNoise, training);
    }
}
