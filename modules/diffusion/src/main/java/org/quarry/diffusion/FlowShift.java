package org.quarry.diffusion;

/** Moves the times of a flow towards noise, which larger pictures need: Esser et al. (2024), "Scaling Rectified Flow". */
public sealed interface FlowShift {
    /** The time instead of t, both 0 to 1. */
    double apply(double t);

    /** Where training has its time t. */
    default double ofTraining(double t) {
        return t;
    }

    /** The shift of a picture with that many tokens, for shifts that depend on it. */
    default FlowShift forTokens(int tokens) {
        return this;
    }

    /** Esser et al. (2024), eq. 23: t' = s · t/(1 + (s − 1) · t). Training is shifted, too. @param factor s, 1 for none */
    record Constant(double factor) implements FlowShift {
        @Override
        public double apply(double t) {
            return factor * t / (1 + (factor - 1) * t);
        }

        @Override
        public double ofTraining(double t) {
            return apply(t);
        }
    }

    /** Black Forest Labs' FLUX, its sampling code: t' = e^μ/(e^μ + 1/t − 1), the same as a constant of e^μ. */
    record Exponential(double mu) implements FlowShift {
        @Override
        public double apply(double t) {
            return Math.exp(mu) / (Math.exp(mu) + (1 / t - 1));
        }
    }

    /** t' = μ/(μ + 1/t − 1). */
    record Linear(double mu) implements FlowShift {
        @Override
        public double apply(double t) {
            return mu / (mu + (1 / t - 1));
        }
    }

    /**
     * μ by the size of the picture: linear in its tokens (2 × 2 latent pixels for FLUX), through two points.
     *
     * @param baseTokens where μ is {@code baseMu}; also taken if the size is not known
     * @param maxTokens where μ is {@code maxMu}
     * @param linear whether the shift is {@link Linear}, not {@link Exponential}
     */
    record Dynamic(int baseTokens, double baseMu, int maxTokens, double maxMu, boolean linear) implements FlowShift {
        @Override
        public double apply(double t) {
            return forTokens(baseTokens).apply(t);
        }

        @Override
        public FlowShift forTokens(int tokens) {
            return linear ? new Linear(mu(tokens)) : new Exponential(mu(tokens));
        }

        /** μ of a picture. */
        public double mu(int tokens) {
            double slope = (maxMu - baseMu) / (maxTokens - baseTokens);
            return baseMu + slope * (tokens - baseTokens);
        }
    }
}
