package org.quarry.nodes.tokenizer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A prompt that changes over the steps of a run, as WebUI reads it: {@code [a:b:n]} is a up to step n and b afterwards,
 * {@code [b:n]} and {@code [a::n]} leave one side empty, {@code [a|b]} takes turns. A number with a point is a part of all
 * steps. Everything else, brackets for weights among it, stays text.
 */
final class PromptSchedule {
    private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?(\\d+\\.?\\d*|\\.\\d+)\\s*");
    /** Deeper brackets are text; nobody means them, and a call for each would overflow the stack. */
    private static final int DEEPEST = 100;

    private final String text;
    private final int steps;
    private final int[] partner;
    private final TreeSet<Integer> ends = new TreeSet<>();
    private final List<Piece> pieces;

    private PromptSchedule(String text, int steps) {
        this.text = text;
        this.steps = steps;
        this.partner = partners(text);
        ends.add(steps);
        this.pieces = pieces(0, text.length(), 0);
    }

    /** The schedule of a run of so many steps. */
    static PromptSchedule of(String text, int steps) {
        return new PromptSchedule(text, steps);
    }

    /** The text at a step, counted from 1. */
    String at(int step) {
        return joined(pieces, step);
    }

    /** The last steps of the stretches in which the text stays the same. */
    List<Integer> ends() {
        return List.copyOf(ends);
    }

    /** A part of a prompt that may change. */
    private sealed interface Piece {
        String at(int step);
    }

    private record Text(String text) implements Piece {
        @Override
        public String at(int step) {
            return text;
        }
    }

    private record Switched(List<Piece> before, List<Piece> after, int last) implements Piece {
        @Override
        public String at(int step) {
            return joined(step <= last ? before : after, step);
        }
    }

    private record Alternating(List<List<Piece>> turns) implements Piece {
        @Override
        public String at(int step) {
            return joined(turns.get((step - 1) % turns.size()), step);
        }
    }

    private static String joined(List<Piece> pieces, int step) {
        return pieces.stream().map(piece -> piece.at(step)).collect(Collectors.joining());
    }

    private List<Piece> pieces(int from, int to, int depth) {
        List<Piece> pieces = new ArrayList<>();
        int plain = from;
        int at = from;
        while (at < to) {
            if (text.charAt(at) == '[' && partner[at] > 0 && depth < DEEPEST) {
                pieces.add(new Text(text.substring(plain, at)));
                pieces.addAll(bracket(at + 1, partner[at], depth + 1));
                at = partner[at] + 1;
                plain = at;
            } else {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
        }
        pieces.add(new Text(text.substring(plain, to)));
        return pieces;
    }

    /** What stands within square brackets: a switch, an alternation, or a weight, which stays text. */
    private List<Piece> bracket(int from, int to, int depth) {
        List<Integer> colons = separators(':', from, to);
        List<Integer> bars = separators('|', from, to);
        int last = colons.isEmpty() ? to : colons.get(colons.size() - 1);
        boolean timed =
                last < to && NUMBER.matcher(text.substring(last + 1, to)).matches();
        if (bars.isEmpty() && timed && colons.size() <= 2) {
            int first = colons.size() == 1 ? from : colons.get(0);
            List<Piece> before = colons.size() == 1 ? List.of() : pieces(from, first, depth);
            List<Piece> after = pieces(colons.size() == 1 ? from : first + 1, last, depth);
            return List.of(new Switched(
                    before, after, lastStep(text.substring(last + 1, to).strip())));
        } else if (colons.isEmpty() && !bars.isEmpty()) {
            return List.of(alternation(from, to, bars, depth));
        }
        List<Piece> weighed = new ArrayList<>(List.of(new Text("[")));
        weighed.addAll(pieces(from, to, depth));
        weighed.add(new Text("]"));
        return weighed;
    }

    private Piece alternation(int from, int to, List<Integer> bars, int depth) {
        for (int step = 1; step <= steps; step++) {
            ends.add(step);
        }
        List<List<Piece>> turns = new ArrayList<>();
        int start = from;
        for (int bar : bars) {
            turns.add(pieces(start, bar, depth));
            start = bar + 1;
        }
        turns.add(pieces(start, to, depth));
        return new Alternating(turns);
    }

    private int lastStep(String number) {
        double value = Double.parseDouble(number) * (number.contains(".") ? steps : 1);
        int last = (int) Math.min(steps, value);
        if (last >= 1) {
            ends.add(last);
        }
        return last;
    }

    /** Where a letter stands outside inner brackets. */
    private List<Integer> separators(char separator, int from, int to) {
        List<Integer> found = new ArrayList<>();
        for (int at = from; at < to; at++) {
            if (partner[at] > 0) {
                at = partner[at];
            } else if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == separator) {
                found.add(at);
            }
        }
        return found;
    }

    /** Where the bracket is that closes the one here; 0 for anything else. */
    private static int[] partners(String text) {
        int[] partner = new int[text.length()];
        Deque<Integer> open = new ArrayDeque<>();
        int[] count = new int[128];
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '\\') {
                at++;
            } else if (letter == '[' || letter == '(') {
                open.push(at);
                count[letter]++;
            } else if (letter == ']' && count['['] > 0 || letter == ')' && count['('] > 0) {
                char opening = letter == ']' ? '[' : '(';
                int top = open.pop();
                // What was opened within and never closed is text.
                while (text.charAt(top) != opening) {
                    count[text.charAt(top)]--;
                    top = open.pop();
                }
                count[opening]--;
                partner[top] = at;
            }
        }
        return partner;
    }
}
