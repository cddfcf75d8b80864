package org.quarry.diffusion;

/** How σ falls over the steps of a run. Its ends are those that the timesteps give, unless it has its own. Modules add more. */
public interface SigmaCurve {
    /** As at the spaced timesteps. */
    SigmaCurve TRAINED = new Trained();

    /** As at timesteps that are even in ln σ, while the network is told the spaced ones; ends at the lowest level. */
    SigmaCurve LOG_LINEAR = new LogLinear();

    /** Karras et al. (2022) with their ρ = 7. */
    SigmaCurve KARRAS = new Karras(7);

    /** Even in ln σ, which is even in λ: Lu et al. (2022), "DPM-Solver", and k-diffusion's exponential schedule. */
    SigmaCurve EXPONENTIAL = new Polyexponential(1);

    /** Quantiles of Beta(0.6, 0.6): more steps at both ends. */
    SigmaCurve BETA = new Beta(0.6, 0.6);

    /**
     * σ on the way.
     *
     * @param progress 0 at the first step, 1 at the last
     * @param highest σ of the first step
     * @param lowest σ of the last step
     */
    double at(double progress, double highest, double lowest);

    /** The σ of each step, from the highest to the lowest. */
    default double[] between(double highest, double lowest, int count) {
        double[] sigmas = evenly(0, 1, count);
        for (int i = 0; i < count; i++) {
            sigmas[i] = at(sigmas[i], highest, lowest);
        }
        return sigmas;
    }

    /** Numbers from the first to the last at equal distances. */
    static double[] evenly(double first, double last, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = count == 1 ? first : first + (last - first) * i / (count - 1);
        }
        return values;
    }

    /**
     * A curve with ends of its own.
     *
     * @param most σ of the first step, or NaN for the one that the timesteps give
     * @param least σ of the last step, or NaN for the one that the timesteps give
     */
    record Between(SigmaCurve curve, double most, double least) implements SigmaCurve {
        @Override
        public double at(double progress, double highest, double lowest) {
            return curve.at(progress, Double.isNaN(most) ? highest : most, Double.isNaN(least) ? lowest : least);
        }
    }

    /**
     * The course of t = noise on a flow whose σ = t/(1 − t), its noise per signal, follows a curve between ends of its own.
     * Diffusers does so for Karras' curve; its other ones take σ for t, and so leave the flow where σ is above 1.
     *
     * @param most σ of the first step
     * @param least σ of the last step
     */
    record OfFlow(SigmaCurve curve, double most, double least) implements SigmaCurve {
        @Override
        public double at(double progress, double highest, double lowest) {
            double sigma = curve.at(progress, most, least);
            return sigma / (1 + sigma);
        }
    }

    /** See {@link #TRAINED}. */
    record Trained() implements SigmaCurve {
        @Override
        public double at(double progress, double highest, double lowest) {
            throw new IllegalStateException("the trained σ come from timesteps");
        }
    }

    /** See {@link #LOG_LINEAR}. */
    record LogLinear() implements SigmaCurve {
        @Override
        public double at(double progress, double highest, double lowest) {
            return EXPONENTIAL.at(progress, highest, lowest);
        }
    }

    /** Karras et al. (2022), eq. 5: σᵢ = (σ_max^(1/ρ) + i/(n−1) · (σ_min^(1/ρ) − σ_max^(1/ρ)))^ρ. */
    record Karras(double rho) implements SigmaCurve {
        @Override
        public double at(double progress, double highest, double lowest) {
            double top = Math.pow(highest, 1 / rho);
            double bottom = Math.pow(lowest, 1 / rho);
            return Math.pow(top + progress * (bottom - top), rho);
        }
    }

    /** k-diffusion, {@code get_sigmas_polyexponential}: ln σ falls as (1 − i/(n−1))^ρ. */
    record Polyexponential(double rho) implements SigmaCurve {
        @Override
        public double at(double progress, double highest, double lowest) {
            double height = Math.pow(1 - progress, rho);
            return Math.exp(height * (Math.log(highest) - Math.log(lowest)) + Math.log(lowest));
        }
    }

    /** Lee et al. (2024), "Beta Sampling is All You Need": σ by the quantiles of Beta(α, β) at 1 − i/(n−1). */
    record Beta(double alpha, double beta) implements SigmaCurve {
        @Override
        public double at(double progress, double highest, double lowest) {
            return lowest + new BetaDistribution(alpha, beta).quantile(1 - progress) * (highest - lowest);
        }
    }

    /**
     * Song et al. (2021), "Score-Based Generative Modeling", eq. 33, the continuous variance-preserving path: σ² =
     * exp(β_d · t²/2 + β_min · t) − 1, t even from 1 to the shortest time. Its ends are its own.
     */
    record Vp(double betaRange, double betaMin, double shortest) implements SigmaCurve {
        /** The values of the paper. */
        public static final Vp STANDARD = new Vp(19.9, 0.1, 1e-3);

        @Override
        public double at(double progress, double highest, double lowest) {
            double t = 1 + progress * (shortest - 1);
            return Math.sqrt(Math.expm1(betaRange * t * t / 2 + betaMin * t));
        }
    }
}
