package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;

/** Turns the settings of a model with betas into levels. */
final class BetaLevels {
    private final BetaSchedule config;
    private final TrainingLevels training;

    BetaLevels(BetaSchedule config) {
        this.config = config;
        this.training = config.training();
    }

    Schedule ofSteps(int steps) {
        double[] timesteps = new Timesteps(config).of(steps);
        if (config.curve() instanceof SigmaCurve.LogLinear) {
            return logLinear(timesteps);
        } else if (!(config.curve() instanceof SigmaCurve.Trained)) {
            return ofCurve(timesteps);
        } else if (config.grid().whole()) {
            return ofWhole(timesteps, config.grid() == Grid.DDIM ? training.count() / steps : 0);
        }
        return ofTimesteps(timesteps);
    }

    Schedule ofTimesteps(double[] timesteps) {
        if (config.grid().whole()) {
            return ofWhole(timesteps, 0);
        }
        return through(Levels.each(timesteps, timestep -> Level.ofSigma(0, timestep, training.sigma(timestep))), end());
    }

    /** Luo et al. (2023), "Latent Consistency Models": even among the timesteps of the distillation, below the strength. */
    Schedule distilled(int steps, double strength) {
        int below = (int) (config.distilled() * strength);
        if (below < steps) {
            throw new IllegalArgumentException("found " + steps + " steps; the model was distilled on "
                    + config.distilled() + " timesteps, of which strength " + strength + " leaves " + below
                    + ": take as many steps at most");
        }
        int stride = training.count() / config.distilled();
        double[] timesteps = new double[steps];
        for (int i = 0; i < steps; i++) {
            int which = below - (int) ((double) below / steps * i);
            timesteps[i] = which * stride - 1;
        }
        return ofWhole(timesteps, 0);
    }

    private Schedule ofCurve(double[] timesteps) {
        boolean fullRange = config.grid() == Grid.DPM_SOLVER;
        double highest = training.sigma(fullRange ? training.count() - 1 : timesteps[0]);
        double lowest = training.sigma(fullRange ? 0 : timesteps[timesteps.length - 1]);
        double[] sigmas = config.curve().between(highest, lowest, timesteps.length);
        List<Level> levels = Levels.each(sigmas, sigma -> told(training.atSigma(sigma)));
        Level last = levels.get(levels.size() - 1);
        // A curve with ends of its own may go below those of training, and a run does not go up again.
        return through(levels, end().sigma() > last.sigma() ? last : end());
    }

    private Level told(Level level) {
        boolean karras = config.curve() instanceof SigmaCurve.Karras;
        boolean rounded = config.grid() == Grid.DPM_SOLVER || (config.grid() == Grid.K_DPM_2 && karras);
        return rounded ? level.told(Math.rint(level.timestep())) : level;
    }

    /** One σ more than timesteps: the last of them is where the run ends. */
    private Schedule logLinear(double[] timesteps) {
        int steps = timesteps.length;
        double[] sigmas = config.curve().between(training.sigma(training.count() - 1), training.sigma(0), steps + 1);
        List<Level> levels = Levels.each(sigmas, training::atSigma);
        List<Level> told = new ArrayList<>();
        for (Level level : levels.subList(0, steps)) {
            told.add(level.told(timesteps[level.index()]));
        }
        return through(told, levels.get(steps));
    }

    /** @param stride how far each step goes down, 0 for to the next timestep */
    private Schedule ofWhole(double[] timesteps, int stride) {
        List<Level> levels = Levels.each(timesteps, training::atTimestep);
        List<Level> arrivals = new ArrayList<>();
        for (int i = 0; i < timesteps.length; i++) {
            double next = i + 1 < timesteps.length ? timesteps[i + 1] : -1;
            double arrival = stride == 0 ? next : timesteps[i] - stride;
            arrivals.add((arrival < 0 ? end() : training.atTimestep(arrival)).inStep(i + 1));
        }
        return new Levels(levels, end()).schedule(arrivals, config, 1);
    }

    private Level end() {
        return config.end() == FinalLevel.CLEAN ? Levels.clean() : training.level(0);
    }

    private Schedule through(List<Level> starts, Level end) {
        return new Levels(starts, end).schedule(config, config.startingNoise(starts.get(0)));
    }
}
