package org.quarry.json;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Writes JSON so that equal values give equal bytes: keys in their order, numbers in their shortest plain form, two
 * spaces of indentation, {@code \n} at line ends.
 *
 * <p>Containers nested less deeply than a given depth take one line for each member, deeper ones stand on a single
 * line; a difference of two files then shows what changed and nothing else.
 */
public final class JsonWriter {
    private static final int LONGEST_PLAIN_NUMBER = 25;

    private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

    private final StringBuilder out = new StringBuilder();
    private final int openDepth;

    private JsonWriter(int openDepth) {
        this.openDepth = openDepth;
    }

    /** The whole value on one line, without a line end. */
    public static String line(Json value) {
        return write(value, 0);
    }

    /** The value with its outer containers opened, and a line end. @param openDepth 0 opens none, 1 the outermost */
    public static String pretty(Json value, int openDepth) {
        return write(value, openDepth) + "\n";
    }

    private static String write(Json value, int openDepth) {
        JsonWriter writer = new JsonWriter(openDepth);
        writer.value(value, 0);
        return writer.out.toString();
    }

    private void value(Json value, int depth) {
        if (value instanceof Json.Members object) {
            object(object, depth);
        } else if (value instanceof Json.Elements array) {
            array(array, depth);
        } else if (value instanceof Json.Text text) {
            text(text.text());
        } else if (value instanceof Json.Numeral numeral) {
            out.append(number(numeral.value()));
        } else if (value instanceof Json.Flag flag) {
            out.append(flag.value());
        } else {
            out.append("null");
        }
    }

    private void object(Json.Members object, int depth) {
        boolean open = depth < openDepth && !object.members().isEmpty();
        out.append('{');
        Iterator<Map.Entry<String, Json>> members = object.members().entrySet().iterator();
        while (members.hasNext()) {
            Map.Entry<String, Json> member = members.next();
            lineBreak(open, depth + 1);
            text(member.getKey());
            out.append(": ");
            value(member.getValue(), depth + 1);
            separator(members.hasNext(), open);
        }
        lineBreak(open, depth);
        out.append('}');
    }

    private void array(Json.Elements array, int depth) {
        boolean open = depth < openDepth && !array.elements().isEmpty();
        out.append('[');
        Iterator<Json> elements = array.elements().iterator();
        while (elements.hasNext()) {
            lineBreak(open, depth + 1);
            value(elements.next(), depth + 1);
            separator(elements.hasNext(), open);
        }
        lineBreak(open, depth);
        out.append(']');
    }

    private void separator(boolean more, boolean open) {
        if (more) {
            out.append(open ? "," : ", ");
        }
    }

    private void lineBreak(boolean open, int depth) {
        if (open) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private static String number(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        boolean plain = Math.abs((long) shortest.scale()) + shortest.precision() <= LONGEST_PLAIN_NUMBER;
        return plain ? shortest.toPlainString() : shortest.toString();
    }

    private void text(String text) {
        StringBuilder quoted = new StringBuilder(text.length());
        JsonStringEncoder.getInstance().quoteAsString(text, quoted);
        out.append('"').append(escapeHalves(quoted)).append('"');
    }

    /** Half a surrogate pair has no bytes in UTF-8, but an escape. */
    private static String escapeHalves(CharSequence text) {
        return HALF_PAIR
                .matcher(text)
                .replaceAll(
                        half -> String.format("\\\\u%04X", (int) half.group().charAt(0)));
    }
}
