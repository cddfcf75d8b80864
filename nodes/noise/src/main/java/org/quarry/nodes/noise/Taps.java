package org.quarry.nodes.noise;

/** Some neighbouring places and how much each counts; those beyond the ends stand for the last ones. */
final class Taps {
    private final int first;
    private final double[] weights;

    Taps(int first, double... weights) {
        this.first = first;
        this.weights = weights;
    }

    int first() {
        return first;
    }

    int count() {
        return weights.length;
    }

    double weight(int which) {
        return weights[which];
    }
}
