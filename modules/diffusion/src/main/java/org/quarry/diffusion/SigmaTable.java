package org.quarry.diffusion;

import java.util.List;

/**
 * All noise levels that a model knows, the lowest first, in the measure of k-diffusion: σ = noise per signal for a network
 * that was trained on betas, the noise t itself for a flow. ComfyUI counts its schedules on such a table.
 */
public sealed interface SigmaTable {
    /** FLUX's table, which is finer than those of other flows. */
    int FINE = 10_000;

    /** How near to the highest σ counts as equal to it, as a part. */
    double NEARLY = 1e-5;

    /**
     * The table of a model.
     *
     * @throws IllegalArgumentException for settings of another kind
     */
    static SigmaTable of(ScheduleConfig config) {
        if (config instanceof BetaSchedule betas) {
            return new OfBetas(betas);
        } else if (config instanceof FlowSchedule flow) {
            return new OfFlow(
                    flow,
                    flow.shift() instanceof FlowShift.Dynamic
                            ? FINE
                            : flow.training().count());
        }
        throw new IllegalArgumentException("found a model that is told sigmas or angles, which has no table of levels;"
                + " wanted one that was trained on betas, or a flow");
    }

    /** How many levels there are. */
    int count();

    /** This table with its levels moved towards noise; only that of a flow can be. @param factor 1 for not at all */
    default SigmaTable shifted(double factor) {
        return this;
    }

    /** The σ of a level. @param level 0 to {@code count() - 1} */
    double sigma(int level);

    /** The σ of a timestep between those of {@link #lowestTimestep} and {@link #highestTimestep}. */
    double atTimestep(double timestep);

    /** The timestep that the lowest level is taken for. */
    double lowestTimestep();

    /** The timestep of the highest level. */
    double highestTimestep();

    /**
     * A schedule through the given σ, the last of which is where it ends.
     *
     * @param sigmas at least two, falling; only the last may be 0
     * @throws IllegalArgumentException if they do not fall
     */
    Schedule schedule(List<Double> sigmas);

    /** The lowest σ. */
    default double lowest() {
        return sigma(0);
    }

    /** The highest σ. */
    default double highest() {
        return sigma(count() - 1);
    }

    /** Whether a run that starts at a σ starts where nothing of a picture should be left. */
    default boolean begins(double sigma) {
        return sigma > highest() * (1 - NEARLY);
    }

    /** Levels by timesteps of training; between them ln σ is linear. The network is told the nearest whole timestep. */
    record OfBetas(BetaSchedule config) implements SigmaTable {
        @Override
        public int count() {
            return config.training().count();
        }

        @Override
        public double sigma(int level) {
            return config.training().sigma(level);
        }

        @Override
        public double atTimestep(double timestep) {
            int below = Math.min((int) timestep, count() - 1);
            int above = Math.min(below + 1, count() - 1);
            double part = timestep - below;
            return part == 0
                    ? sigma(below)
                    : Math.exp((1 - part) * Math.log(sigma(below)) + part * Math.log(sigma(above)));
        }

        @Override
        public double lowestTimestep() {
            return 0;
        }

        @Override
        public double highestTimestep() {
            return count() - 1;
        }

        @Override
        public Schedule schedule(List<Double> sigmas) {
            Checks.falling("σ", sigmas, 2, 0, Double.POSITIVE_INFINITY);
            Levels levels = Levels.ofSigmas(config.training(), sigmas);
            List<Level> told = levels.starts().stream()
                    .map(level -> level.told(Math.rint(level.timestep())))
                    .toList();
            // The spread that noise and picture have together stands for noise alone at the highest level.
            double start = begins(sigmas.get(0))
                    ? 1
                    : Level.ofSigma(0, 0, sigmas.get(0)).noise();
            return new Levels(told, levels.end()).schedule(config, start);
        }
    }

    /** Levels by times 1/n, 2/n, …, 1, each shifted. */
    record OfFlow(FlowSchedule config, int count) implements SigmaTable {
        private static final int TOKENS = 4096;

        @Override
        public SigmaTable shifted(double factor) {
            return new OfFlow(config.withShift(new FlowShift.Constant(factor)), count);
        }

        @Override
        public double sigma(int level) {
            return moved((level + 1.0) / count);
        }

        /** @param timestep 0 to 1 */
        @Override
        public double atTimestep(double timestep) {
            return moved(timestep);
        }

        /** The lowest level as it is after the shift, which is then shifted again. */
        @Override
        public double lowestTimestep() {
            return lowest();
        }

        @Override
        public double highestTimestep() {
            return highest();
        }

        @Override
        public Schedule schedule(List<Double> sigmas) {
            Checks.falling("σ", sigmas, 2, 0, 1);
            double[] times = sigmas.stream().mapToDouble(Double::doubleValue).toArray();
            List<Level> levels = Levels.each(times, config.training()::atNoise);
            int last = levels.size() - 1;
            return new Levels(levels.subList(0, last), levels.get(last)).schedule(config, times[0]);
        }

        /** A shift by the size of the picture is that of 1024 x 1024 pixels, whatever size is made. */
        private double moved(double time) {
            return time == 0 ? 0 : config.shift().forTokens(TOKENS).apply(time);
        }
    }
}
