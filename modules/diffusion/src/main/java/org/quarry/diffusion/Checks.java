package org.quarry.diffusion;

import java.util.List;

/** What is wrong with the numbers of a schedule. */
final class Checks {
    private Checks() {}

    /** @param low and {@code high} belong to the range */
    static void falling(String what, List<Double> values, int least, double low, double high) {
        if (values.size() < least) {
            throw new IllegalArgumentException(
                    "a schedule needs at least " + least + " " + what + ", found " + values.size());
        }
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            boolean falls = i == 0 || value < values.get(i - 1);
            if (!(falls && value >= low && value <= high)) {
                throw new IllegalArgumentException(what + " must fall and lie from " + low + " to " + high + "; found "
                        + value + (i == 0 ? "" : " after " + values.get(i - 1)));
            }
        }
    }

    static void steps(int steps, int most) {
        if (steps < 1 || steps > most) {
            throw new IllegalArgumentException(
                    "steps is " + steps + "; a model trained on " + most + " levels takes 1 to that many");
        }
    }
}
