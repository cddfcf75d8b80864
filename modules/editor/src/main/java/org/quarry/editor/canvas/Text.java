package org.quarry.editor.canvas;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures, cuts and wraps short texts at scale 1; what was measured is remembered. To be used on the event thread. */
final class Text {
    private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);
    private static final Map<Asked, Double> WIDTHS = remembering();
    private static final Map<Asked, String> CUT = remembering();
    private static final Map<Asked, List<String>> WRAPPED = remembering();

    private Text() {}

    private record Asked(Font font, String text, double width) {}

    private static <V> Map<Asked, V> remembering() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Asked, V> eldest) {
                return size() > 20_000;
            }
        };
    }

    static double width(Font font, String text) {
        return WIDTHS.computeIfAbsent(
                new Asked(font, text, 0),
                asked -> font.getStringBounds(text, METRICS).getWidth());
    }

    /** A text that is not wider, with an ellipsis where it was cut. */
    static String fit(Font font, String text, double width) {
        return CUT.computeIfAbsent(new Asked(font, text, width), asked -> cut(font, text, width));
    }

    private static String cut(Font font, String text, double width) {
        String line = text.indexOf('\n') < 0 ? text : text.replace('\n', ' ');
        if (measured(font, line) <= width) {
            return line;
        }
        int low = 0;
        int high = Math.min(line.length(), 500);
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (measured(font, line.substring(0, middle) + "…") <= width) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return line.substring(0, low).stripTrailing() + "…";
    }

    /** A text in lines that are not wider; the last one is cut if there are more than {@code most}. */
    static List<String> wrap(Font font, String text, double width, int most) {
        return WRAPPED.computeIfAbsent(new Asked(font, text + most, width), asked -> wrapped(font, text, width, most));
    }

    private static List<String> wrapped(Font font, String text, double width, int most) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String rest = paragraph;
            do {
                if (lines.size() == most - 1) {
                    boolean more = text.endsWith(rest) && measured(font, rest) <= width;
                    lines.add(more ? rest : cut(font, rest + " …", width));
                    return lines;
                }
                int end = breakAt(font, rest, width);
                lines.add(rest.substring(0, end).stripTrailing());
                rest = rest.substring(end).stripLeading();
            } while (!rest.isEmpty());
        }
        return lines;
    }

    /** The end of the first line: after a word if one fits, else within it. */
    private static int breakAt(Font font, String text, double width) {
        int end = 0;
        while (end < text.length() && measured(font, text.substring(0, end + 1)) <= width) {
            end++;
        }
        if (end == text.length()) {
            return end;
        }
        int space = text.lastIndexOf(' ', end);
        return space > 0 ? space : Math.max(1, end);
    }

    private static double measured(Font font, String text) {
        return font.getStringBounds(text, METRICS).getWidth();
    }

    /** Draws a text whose right end is at a place. */
    static void right(Graphics2D g, String text, double x, double baseline) {
        g.drawString(text, (float) (x - width(g.getFont(), text)), (float) baseline);
    }

    static void left(Graphics2D g, String text, double x, double baseline) {
        g.drawString(text, (float) x, (float) baseline);
    }
}
