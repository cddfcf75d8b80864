package org.quarry.diffusion;

/** The beta distribution on 0 … 1 with density ∝ x^(α−1) · (1−x)^(β−1). */
record BetaDistribution(double alpha, double beta) {
    private static final int BISECTIONS = 70;

    /** The x below which that part of the distribution lies. */
    double quantile(double probability) {
        double whole = lowerPart(0.5) + mirrored().lowerPart(0.5);
        double middle = lowerPart(0.5) / whole;
        return probability <= middle
                ? invert(probability * whole)
                : 1 - mirrored().invert((1 - probability) * whole);
    }

    private BetaDistribution mirrored() {
        return new BetaDistribution(beta, alpha);
    }

    /** The x up to ½ with that integral below it. */
    private double invert(double integral) {
        double low = 0;
        double high = 0.5;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (lowerPart(middle) < integral) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /**
     * ∫₀ˣ t^(α−1) · (1−t)^(β−1) dt for x up to ½, by the binomial series of the second factor: x^α · Σ (1−β)ₖ/k! ·
     * xᵏ/(α+k). Its terms fall at least by half.
     */
    private double lowerPart(double x) {
        double sum = 0;
        double term = 1;
        for (int k = 0; k < 60; k++) {
            sum += term / (alpha + k);
            term *= (1 - beta + k) / (k + 1) * x;
        }
        return Math.pow(x, alpha) * sum;
    }
}
