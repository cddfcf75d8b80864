package org.quarry.editor.run;

import java.util.Locale;
import java.util.OptionalDouble;

/** Durations in words. */
final class Times {
    private static final double SECOND = 1000;
    private static final double MINUTE = 60 * SECOND;

    private Times() {}

    /** {@code 850 ms}, {@code 4.2 s}, {@code 3 min 20 s}. */
    static String of(double millis) {
        if (millis < SECOND) {
            return String.format(Locale.ROOT, "%.0f ms", millis);
        } else if (millis < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", millis / SECOND);
        }
        long seconds = Math.round(millis / SECOND);
        return seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** {@code 4 s left}; empty if unknown. */
    static String left(OptionalDouble millis) {
        if (millis.isEmpty()) {
            return "";
        }
        return millis.getAsDouble() < SECOND
                ? "less than 1 s left"
                : of(Math.ceil(millis.getAsDouble() / SECOND) * SECOND).replace(".0", "") + " left";
    }
}
