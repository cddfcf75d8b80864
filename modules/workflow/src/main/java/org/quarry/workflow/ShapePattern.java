package org.quarry.workflow;

import java.util.ArrayList;
import java.util.List;

/**
 * A declared shape: {@code B,unet.channels,H/8,W/8}.
 *
 * @param axes in order
 */
record ShapePattern(List<Axis> axes) {
    ShapePattern {
        axes = List.copyOf(axes);
    }

    static ShapePattern parse(String written) {
        List<Axis> axes = new ArrayList<>();
        for (String axis : written.split(",", -1)) {
            axes.add(Axis.parse(axis.strip()));
        }
        return new ShapePattern(axes);
    }

    /**
     * One axis: a product of numbers and names, over another.
     *
     * @param written as declared
     * @param factors numbers and names above the line
     * @param divisors numbers and names below it
     */
    record Axis(String written, List<String> factors, List<String> divisors) {
        Axis {
            factors = List.copyOf(factors);
            divisors = List.copyOf(divisors);
        }

        static Axis parse(String written) {
            List<String> factors = new ArrayList<>();
            List<String> divisors = new ArrayList<>();
            int start = 0;
            boolean over = false;
            for (int i = 0; i <= written.length(); i++) {
                if (i == written.length() || written.charAt(i) == '*' || written.charAt(i) == '/') {
                    (over ? divisors : factors).add(written.substring(start, i).strip());
                    start = i + 1;
                    over = i < written.length() && written.charAt(i) == '/';
                }
            }
            return new Axis(written, factors, divisors);
        }

        boolean anything() {
            return written.equals("?") || written.isEmpty();
        }
    }
}
