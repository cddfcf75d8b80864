package org.quarry.tensor;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A colour: red, green and blue from 0 to 1, in the encoding of sRGB.
 *
 * <p>Written as on the web, {@code #ff8000} or {@code #f80}.
 */
public record Colour(float red, float green, float blue) {
    /** All of all three. */
    public static final Colour WHITE = new Colour(1, 1, 1);

    private static final Pattern WRITTEN = Pattern.compile("#?([0-9a-f]{3}|[0-9a-f]{6})");

    /** Reads {@code #rrggbb} or {@code #rgb}, with or without the sign; empty if it is neither. */
    public static Optional<Colour> parse(String written) {
        Matcher matcher = WRITTEN.matcher(written.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(1);
        int each = digits.length() / 3;
        float most = each == 1 ? 15 : 255;
        return Optional.of(new Colour(
                Integer.parseInt(digits.substring(0, each), 16) / most,
                Integer.parseInt(digits.substring(each, 2 * each), 16) / most,
                Integer.parseInt(digits.substring(2 * each), 16) / most));
    }

    /** One component. @param channel 0 red, 1 green, 2 blue */
    public float at(int channel) {
        return channel == 0 ? red : channel == 1 ? green : blue;
    }
}
