package org.quarry.nodes.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Prompt weights as ComfyUI reads them: {@code (x)} multiplies by 1.1, {@code (x:w)} sets w, whatever surrounds it;
 * {@code \(} and {@code \)} are plain brackets, and square brackets are nothing special.
 */
final class ComfyPrompt {
    private static final double ROUND = 1.1;
    /** Deeper brackets are text; nobody means them, and a call for each would overflow the stack. */
    private static final int DEEPEST = 100;

    private static final char CLOSING = '\u0001';
    private static final char OPENING = '\u0002';
    private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?\\s*");

    private ComfyPrompt() {}

    static List<Segment> segments(String text) {
        String escaped = text.replace("\\)", "\0" + CLOSING).replace("\\(", "\0" + OPENING);
        List<Segment> segments = new ArrayList<>();
        weigh(escaped, 1, 0, segments);
        return segments.stream()
                .map(each -> new Segment(
                        each.text().replace("\0" + CLOSING, ")").replace("\0" + OPENING, "("), each.weight()))
                .toList();
    }

    private static void weigh(String text, double weight, int depth, List<Segment> segments) {
        for (String item : items(text)) {
            boolean bracketed = item.length() >= 2 && item.startsWith("(") && item.endsWith(")");
            if (!bracketed || depth == DEEPEST) {
                segments.add(new Segment(item, weight));
                continue;
            }
            String inner = item.substring(1, item.length() - 1);
            int colon = inner.lastIndexOf(':');
            boolean weighed =
                    colon > 0 && NUMBER.matcher(inner.substring(colon + 1)).matches();
            weigh(
                    weighed ? inner.substring(0, colon) : inner,
                    weighed ? Double.parseDouble(inner.substring(colon + 1).strip()) : weight * ROUND,
                    depth + 1,
                    segments);
        }
    }

    /** The outermost brackets, with what is within them, and what stands between. */
    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        int depth = 0;
        for (char letter : text.toCharArray()) {
            if (letter == '(' && depth++ == 0) {
                add(items, item);
            }
            item.append(letter);
            if (letter == ')' && --depth == 0) {
                add(items, item);
            }
        }
        add(items, item);
        return items;
    }

    private static void add(List<String> items, StringBuilder item) {
        if (!item.isEmpty()) {
            items.add(item.toString());
            item.setLength(0);
        }
    }
}
