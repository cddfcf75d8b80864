package org.quarry.editor.document;

import java.math.BigDecimal;
import java.util.Locale;
import org.quarry.json.Json;
import org.quarry.workflow.InputPort;

/** Names and values as people write them. */
public final class Words {
    private static final int LONGEST_PLAIN = 21;

    private Words() {}

    /** "1 node", "2 nodes". */
    public static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** A port's, parameter's or choice's name in words: {@code textEncoder} and {@code text-encoder} are text encoder. */
    public static String label(String name) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = i > 0 && Character.isUpperCase(c) && !Character.isUpperCase(name.charAt(i - 1));
            if (begins) {
                words.append(' ');
            }
            boolean acronym = Character.isUpperCase(c)
                    && (i + 1 < name.length() && Character.isUpperCase(name.charAt(i + 1))
                            || i > 0 && Character.isUpperCase(name.charAt(i - 1)));
            words.append(c == '-' || c == '_' ? ' ' : acronym ? c : Character.toLowerCase(c));
        }
        return words.toString();
    }

    /** A number without digits that say nothing: 7.5, not 7.50. */
    public static String number(BigDecimal value) {
        BigDecimal least = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        String plain = least.toPlainString();
        return plain.length() <= LONGEST_PLAIN ? plain : least.toString();
    }

    /** A parameter's value. */
    public static String value(InputPort port, Json value) {
        if (value instanceof Json.Numeral numeral) {
            return number(numeral.value());
        } else if (value instanceof Json.Flag flag) {
            return flag.value() ? "on" : "off";
        }
        return value instanceof Json.Text text ? text(port, text.text()) : value.toString();
    }

    private static String text(InputPort port, String text) {
        if (port.type().javaName().equals("java.nio.file.Path")) {
            return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
        }
        boolean choice =
                port.param().filter(param -> !param.choices().isEmpty()).isPresent();
        return choice ? label(text) : text;
    }

    /** An amount of memory: 3.2 MB. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double amount = bytes;
        int unit = -1;
        do {
            amount /= 1000;
            unit++;
        } while (amount >= 999.5 && unit < 4);
        return brief(amount) + " " + "kMGTP".charAt(unit) + "B";
    }

    /** A span of time: 12 ms, 3.4 s, 2 min 5 s. */
    public static String time(double millis) {
        if (millis < 999.5) {
            return brief(millis) + " ms";
        } else if (millis < 59_950) {
            return brief(millis / 1000) + " s";
        }
        long seconds = Math.round(millis / 1000);
        long minutes = seconds / 60;
        return minutes < 60 ? minutes + " min " + seconds % 60 + " s" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    private static String brief(double amount) {
        String text = String.format(Locale.ROOT, amount < 9.95 ? "%.1f" : "%.0f", amount);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
