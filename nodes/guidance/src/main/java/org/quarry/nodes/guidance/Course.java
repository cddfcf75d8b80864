package org.quarry.nodes.guidance;

import org.quarry.node.Step;

/** How a number gets from one value to another over the steps of a run. */
public enum Course {
    /** By the same amount in each step. */
    LINEAR {
        @Override
        double eased(double part) {
            return part;
        }
    },
    /** Slowly at both ends and fast in the middle: half a cosine. */
    COSINE {
        @Override
        double eased(double part) {
            return (1 - Math.cos(Math.PI * part)) / 2;
        }
    },
    /** The first value in the first half of the steps, the second in the second. */
    SWITCH {
        @Override
        double eased(double part) {
            return part < 0.5 ? 0 : 1;
        }
    };

    abstract double eased(double part);

    /** The value at a step: {@code from} at the first, {@code to} at the last. */
    double between(double from, double to, Step step) {
        double part = step.count() < 2 ? 0 : (double) step.index() / (step.count() - 1);
        return from + (to - from) * eased(part);
    }
}
