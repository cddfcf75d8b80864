package org.quarry.diffusion;

import java.util.stream.IntStream;

/**
 * Weights of Adams' methods for equations with a linear part: with Lⱼ the Lagrange polynomials through the nodes,
 *
 * <pre>
 *   wⱼ = ∫₀ʰ e^(rate · (u − h)) · Lⱼ(u) du
 * </pre>
 *
 * <p>Rate 0 gives Adams-Bashforth with steps of any length. The integral is a Gauss-Legendre sum, which has no cancellation
 * for short steps and is exact to the last digits for all lengths that occur.
 */
final class ExponentialWeights {
    private static final int POINTS = 20;
    private static final double[] ABSCISSAE = new double[POINTS];
    private static final double[] WEIGHTS = new double[POINTS];

    static {
        for (int i = 0; i < POINTS; i++) {
            root(i);
        }
    }

    private ExponentialWeights() {}

    static double[] of(double[] nodes, double h, double rate) {
        return IntStream.range(0, nodes.length)
                .mapToDouble(j -> integral(nodes, j, h, rate))
                .toArray();
    }

    private static double integral(double[] nodes, int j, double h, double rate) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            double u = h * (1 + ABSCISSAE[i]) / 2;
            double value = WEIGHTS[i] * Math.exp(rate * (u - h));
            for (int k = 0; k < nodes.length; k++) {
                value *= k == j ? 1 : (u - nodes[k]) / (nodes[j] - nodes[k]);
            }
            sum += value;
        }
        return sum * h / 2;
    }

    /** The i-th root of the Legendre polynomial, by Newton's method from the usual first guess, and its weight. */
    private static void root(int i) {
        double x = Math.cos(Math.PI * (i + 0.75) / (POINTS + 0.5));
        double slope = 1;
        for (int iteration = 0; iteration < 10; iteration++) {
            double before = 1;
            double value = x;
            for (int n = 2; n <= POINTS; n++) {
                double next = ((2 * n - 1) * x * value - (n - 1) * before) / n;
                before = value;
                value = next;
            }
            slope = POINTS * (before - x * value) / (1 - x * x);
            x -= value / slope;
        }
        ABSCISSAE[i] = x;
        WEIGHTS[i] = 2 / ((1 - x * x) * slope * slope);
    }
}
