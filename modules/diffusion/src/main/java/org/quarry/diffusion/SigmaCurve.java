package org.quarry.diffusion;

/** How σ falls over the steps of a run. Both ends are those that the spacing of timesteps gives. */
public enum SigmaCurve {
    /** As at the spaced timesteps. */
    TRAINED {
        @Override
        double[] between(double highest, double lowest, int count) {
            throw new IllegalStateException("the trained σ come from timesteps");
        }
    },
    /** Karras et al. (2022), eq. 5: σᵢ = (σ_max^(1/ρ) + i/(n−1) · (σ_min^(1/ρ) − σ_max^(1/ρ)))^ρ with ρ = 7. */
    KARRAS {
        @Override
        double[] between(double highest, double lowest, int count) {
            double top = Math.pow(highest, 1 / RHO);
            double bottom = Math.pow(lowest, 1 / RHO);
            double[] sigmas = evenly(top, bottom, count);
            for (int i = 0; i < count; i++) {
                sigmas[i] = Math.pow(sigmas[i], RHO);
            }
            return sigmas;
        }
    },
    /** Even in ln σ, which is even in λ: Lu et al. (2022), "DPM-Solver", and k-diffusion's exponential schedule. */
    EXPONENTIAL {
        @Override
        double[] between(double highest, double lowest, int count) {
            double[] sigmas = evenly(Math.log(highest), Math.log(lowest), count);
            for (int i = 0; i < count; i++) {
                sigmas[i] = Math.exp(sigmas[i]);
            }
            return sigmas;
        }
    };

    private static final double RHO = 7;

    /** The σ of each step, from the highest to the lowest. */
    abstract double[] between(double highest, double lowest, int count);

    /** Numbers from the first to the last at equal distances. */
    static double[] evenly(double first, double last, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = count == 1 ? first : first + (last - first) * i / (count - 1);
        }
        return values;
    }
}
