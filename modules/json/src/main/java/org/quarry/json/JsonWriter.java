package org.quarry.json;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes JSON so that equal values give equal bytes: keys in their order, numbers in their shortest plain form, two
 * spaces of indentation, {@code \n} at line ends.
 *
 * <p>Containers nested less deeply than a given depth take one line for each member, deeper ones stand on a single line;
 * a difference of two files then shows what changed and nothing else.
 */
public final class JsonWriter {
    private static final int LONGEST_PLAIN_NUMBER = 25;

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
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f || Character.isSurrogate(c) && !inPair(text, i)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean inPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
