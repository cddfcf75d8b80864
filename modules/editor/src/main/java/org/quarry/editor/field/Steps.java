package org.quarry.editor.field;

import org.quarry.workflow.ParamSpec;

/**
 * How a number moves between its limits.
 *
 * @param min smallest
 * @param max largest
 * @param step from one notch to the next
 */
public record Steps(double min, double max, double step) {
    private static final double MOST_NOTCHES = 2000;
    private static final double NOTCHES = 100;

    /** Those of a parameter; where it does not say, steps are 1, 2 or 5 times a power of ten. @param whole numbers only */
    public static Steps of(ParamSpec spec, boolean whole) {
        double step = spec.step();
        if (step <= 0 && whole) {
            step = 1;
        } else if (step <= 0) {
            double range = spec.max() - spec.min();
            step = Double.isFinite(range) && range > 0 ? round(range / NOTCHES) : 0.1;
        }
        return new Steps(spec.min(), spec.max(), step);
    }

    private static double round(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double digit = step / power;
        return (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10) * power;
    }

    /** Whether a slider can reach every notch. */
    public boolean slides() {
        return Double.isFinite(max - min) && max > min && (max - min) / step <= MOST_NOTCHES;
    }

    /** How many notches lie between the limits. */
    public int notches() {
        return (int) Math.round((max - min) / step);
    }

    /** The number at a notch, without the digits that adding up leaves behind. */
    public double at(int notch) {
        double raw = Math.min(max, min + notch * step);
        return Math.rint(raw * 1e9) / 1e9;
    }

    /** The notch nearest to a number. */
    public int notch(double number) {
        return (int) Math.round((Math.max(min, Math.min(max, number)) - min) / step);
    }
}
