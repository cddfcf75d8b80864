package org.quarry.node.processor;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes an index as JSON. The outer four levels have one line for each member, so that each port stands on a line of
 * its own and a difference of two versions shows what changed.
 */
final class JsonText {
    private static final int OPEN_LEVELS = 4;

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    /** @param value maps, lists, {@code String}, {@code Boolean} and {@code BigDecimal} */
    static String of(Object value) {
        JsonText text = new JsonText();
        text.value(value, 0);
        return text.out.append('\n').toString();
    }

    private void value(Object value, int level) {
        if (value instanceof Map<?, ?> members) {
            all('{', members.entrySet().iterator(), '}', level);
        } else if (value instanceof List<?> elements) {
            all('[', elements.iterator(), ']', level);
        } else if (value instanceof Map.Entry<?, ?> member) {
            value(member.getKey(), level);
            out.append(": ");
            value(member.getValue(), level);
        } else if (value instanceof BigDecimal number) {
            out.append(number.toPlainString());
        } else if (value instanceof Boolean flag) {
            out.append(flag);
        } else {
            text(value.toString());
        }
    }

    private void all(char first, Iterator<?> parts, char last, int level) {
        boolean open = level < OPEN_LEVELS && parts.hasNext();
        out.append(first);
        while (parts.hasNext()) {
            lineBreak(open, level + 1);
            value(parts.next(), level + 1);
            if (parts.hasNext()) {
                out.append(open ? "," : ", ");
            }
        }
        lineBreak(open, level);
        out.append(last);
    }

    private void lineBreak(boolean open, int level) {
        if (open) {
            out.append('\n').append("  ".repeat(level));
        }
    }

    private void text(String text) {
        out.append('"');
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.append(c < 0x20 ? String.format("\\u%04x", c) : Character.toString(c));
            }
        });
        out.append('"');
    }
}
