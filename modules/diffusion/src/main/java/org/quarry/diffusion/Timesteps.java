package org.quarry.diffusion;

import java.util.Arrays;

/** Which of T training timesteps n steps visit, noisiest first: Lin et al. (2024), table 2, as Diffusers rounds it. */
final class Timesteps {
    private final BetaSchedule config;

    Timesteps(BetaSchedule config) {
        this.config = config;
    }

    double[] of(int steps) {
        return switch (config.grid()) {
            case DDPM, DDIM, LCM -> rounded(spaced(steps));
            case EULER, K_DPM_2 -> spaced(steps);
            case DPM_SOLVER -> rounded(interior(steps));
        };
    }

    private double[] spaced(int steps) {
        int count = config.training().count();
        return switch (config.spacing()) {
            case LEADING -> leading(steps, count / steps, 0);
            case TRAILING -> trailing(steps, count);
            case LINSPACE -> SigmaCurve.evenly(count - 1, 0, steps);
        };
    }

    /** As {@link #spaced} with one step more, the last of them left out. */
    private double[] interior(int steps) {
        int count = visited();
        return switch (config.spacing()) {
            case LEADING -> leading(steps, count / (steps + 1), 1);
            case TRAILING -> trailing(steps, count);
            case LINSPACE -> Arrays.copyOf(SigmaCurve.evenly(count - 1, 0, steps + 1), steps);
        };
    }

    private double[] leading(int steps, int stride, int lowest) {
        double[] timesteps = new double[steps];
        for (int i = 0; i < steps; i++) {
            int multiple = steps - 1 - i + lowest;
            timesteps[i] = Math.min(
                    multiple * stride + config.stepsOffset(), config.training().count() - 1);
        }
        return timesteps;
    }

    private double[] trailing(int steps, int from) {
        double[] timesteps = new double[steps];
        for (int i = 0; i < steps; i++) {
            double timestep = Math.rint(from - i * ((double) config.training().count() / steps)) - 1;
            timesteps[i] = Math.max(0, timestep);
        }
        return timesteps;
    }

    /** How many timesteps have at least the lowest λ. */
    private int visited() {
        TrainingLevels training = config.training();
        int count = training.count();
        while (count > 1 && -Math.log(training.sigma(count - 1)) < config.lowestLambda()) {
            count--;
        }
        return count;
    }

    private static double[] rounded(double[] timesteps) {
        double[] whole = new double[timesteps.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = Math.rint(timesteps[i]);
        }
        return whole;
    }
}
