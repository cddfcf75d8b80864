package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How the levels of a run are chosen of a model's table: by the names and rules of ComfyUI's schedulers. */
public enum TableCurve {
    /** Evenly spaced timesteps from the noisiest to the cleanest level, both visited. */
    NORMAL {
        @Override
        List<Double> levels(SigmaTable table, int steps) {
            double start = table.highestTimestep();
            double end = table.lowestTimestep();
            // A table that begins clean needs no other end.
            int count = table.atTimestep(end) < CLEAN ? steps + 1 : steps;
            return timesteps(table, SigmaCurve.evenly(start, end, count));
        }
    },
    /** Every n-th level of the table from the noisiest down, rounded to the noisier one. */
    SIMPLE {
        @Override
        List<Double> levels(SigmaTable table, int steps) {
            double stride = (double) table.count() / steps;
            List<Double> sigmas = new ArrayList<>();
            for (int i = 0; i < steps; i++) {
                sigmas.add(table.sigma(table.count() - 1 - (int) (i * stride)));
            }
            return sigmas;
        }
    },
    /** Evenly spaced timesteps from the noisiest down; the cleanest, one more, is left out. */
    SGM_UNIFORM {
        @Override
        List<Double> levels(SigmaTable table, int steps) {
            double[] all = SigmaCurve.evenly(table.highestTimestep(), table.lowestTimestep(), steps + 1);
            return timesteps(table, Arrays.copyOf(all, steps));
        }
    },
    /** From the second level of the table up in equal whole strides: may have more steps than were asked for. */
    DDIM_UNIFORM {
        @Override
        List<Double> levels(SigmaTable table, int steps) {
            boolean clean = table.sigma(1) < CLEAN;
            int stride = Math.max(table.count() / (clean ? steps + 1 : steps), 1);
            List<Double> sigmas = new ArrayList<>();
            for (int level = 1; level < table.count(); level += stride) {
                sigmas.add(table.sigma(level));
            }
            Collections.reverse(sigmas);
            return sigmas;
        }
    },
    /** Levels of the table by quantiles of Beta(0.6, 0.6): Lee et al. (2024), "Beta Sampling is All You Need". */
    BETA {
        @Override
        List<Double> levels(SigmaTable table, int steps) {
            BetaDistribution beta = new BetaDistribution(0.6, 0.6);
            List<Double> sigmas = new ArrayList<>();
            int before = -1;
            for (int i = 0; i < steps; i++) {
                double quantile = beta.quantile(1 - (double) i / steps);
                int level = (int) Math.rint(quantile * (table.count() - 1));
                if (level != before) {
                    sigmas.add(table.sigma(level));
                }
                before = level;
            }
            return sigmas;
        }
    },
    /** Karras et al. (2022), eq. 5, with ρ = 7, between the ends of the table. */
    KARRAS {
        @Override
        List<Double> levels(SigmaTable table, int steps) {
            return list(new SigmaCurve.Karras(7).between(table.highest(), table.lowest(), steps));
        }
    },
    /** By the same factor in each step, between the ends of the table. */
    EXPONENTIAL {
        @Override
        List<Double> levels(SigmaTable table, int steps) {
            return list(SigmaCurve.EXPONENTIAL.between(table.highest(), table.lowest(), steps));
        }
    },
    /** Half of the steps evenly over the first fortieth of the way, then quadratically: Mochi's, by Genmo. */
    LINEAR_QUADRATIC {
        @Override
        List<Double> levels(SigmaTable table, int steps) {
            int linear = steps / 2;
            double threshold = 0.025;
            double rest = steps - linear;
            double left = linear - threshold * steps;
            List<Double> sigmas = new ArrayList<>();
            for (int i = 0; i < steps; i++) {
                double square = left / (linear * rest * rest);
                double slope = threshold / linear - 2 * left / (rest * rest);
                double way = steps == 1
                        ? 0
                        : i < linear ? i * threshold / linear : square * i * i + slope * i + square * linear * linear;
                sigmas.add((1 - way) * table.highest());
            }
            return sigmas;
        }
    },
    /** The angle arctan σ falls evenly: Sabour et al. (2024), "Align Your Steps", theorem 3.1. */
    KL_OPTIMAL {
        @Override
        List<Double> levels(SigmaTable table, int steps) {
            double[] angles = SigmaCurve.evenly(Math.atan(table.highest()), Math.atan(table.lowest()), steps);
            return list(Arrays.stream(angles).map(Math::tan).toArray());
        }
    };

    private static final double CLEAN = 1e-5;

    /**
     * The σ of a whole run, with the 0 at its end.
     *
     * @param steps at least 1, and at most as many as the table has levels
     */
    public List<Double> sigmas(SigmaTable table, int steps) {
        Checks.steps(steps, table.count());
        List<Double> sigmas = new ArrayList<>(levels(table, steps));
        if (sigmas.get(sigmas.size() - 1) < CLEAN) {
            sigmas.remove(sigmas.size() - 1);
        }
        sigmas.add(0.0);
        return List.copyOf(sigmas);
    }

    /** The σ of the steps, noisiest first. */
    abstract List<Double> levels(SigmaTable table, int steps);

    private static List<Double> timesteps(SigmaTable table, double[] timesteps) {
        return list(Arrays.stream(timesteps).map(table::atTimestep).toArray());
    }

    private static List<Double> list(double[] sigmas) {
        return Arrays.stream(sigmas).boxed().toList();
    }
}
