package org.quarry.nodes.tokenizer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prompt weights as AUTOMATIC1111's WebUI reads them: {@code (x)} multiplies by 1.1, {@code [x]} divides by it, {@code
 * (x:w)} multiplies by w; a backslash before a bracket makes it plain; brackets that are not closed count to the end;
 * {@code BREAK} begins a new chunk.
 */
final class WebuiPrompt {
    private static final double ROUND = 1.1;
    private static final double SQUARE = 1 / 1.1;
    private static final Pattern PARTS = Pattern.compile(
            "\\\\[()\\[\\]\\\\]|\\\\|[(\\[]|:\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*\\)|[)\\]]|[^\\\\()\\[\\]:]+|:");
    private static final Pattern BREAK = Pattern.compile("\\s*\\bBREAK\\b\\s*");

    private final List<Piece> pieces = new ArrayList<>();
    private final Deque<Integer> round = new ArrayDeque<>();
    private final Deque<Integer> square = new ArrayDeque<>();

    private WebuiPrompt() {}

    static List<Segment> segments(String text) {
        WebuiPrompt prompt = new WebuiPrompt();
        Matcher part = PARTS.matcher(text);
        while (part.find()) {
            prompt.read(part);
        }
        prompt.round.forEach(from -> prompt.multiply(from, ROUND));
        prompt.square.forEach(from -> prompt.multiply(from, SQUARE));
        return prompt.merged();
    }

    private void read(Matcher part) {
        String text = part.group();
        String weight = part.group(1);
        if (text.startsWith("\\")) {
            pieces.add(new Piece(text.substring(1), false));
        } else if (text.equals("(")) {
            round.push(pieces.size());
        } else if (text.equals("[")) {
            square.push(pieces.size());
        } else if (weight != null && !round.isEmpty()) {
            multiply(round.pop(), Double.parseDouble(weight));
        } else if (text.equals(")") && !round.isEmpty()) {
            multiply(round.pop(), ROUND);
        } else if (text.equals("]") && !square.isEmpty()) {
            multiply(square.pop(), SQUARE);
        } else {
            addText(text);
        }
    }

    private void addText(String text) {
        String[] parts = BREAK.split(text, -1);
        for (int i = 0; i < parts.length; i++) {
            pieces.add(new Piece(parts[i], i > 0));
        }
    }

    private void multiply(int from, double factor) {
        pieces.subList(from, pieces.size()).forEach(piece -> piece.weight *= factor);
    }

    /** Neighbours of equal weight are one piece of text. */
    private List<Segment> merged() {
        List<Segment> merged = new ArrayList<>();
        for (Piece piece : pieces) {
            int last = merged.size() - 1;
            if (last >= 0 && !piece.startsChunk && merged.get(last).weight() == piece.weight) {
                Segment before = merged.get(last);
                merged.set(last, new Segment(before.text() + piece.text, piece.weight, before.startsChunk()));
            } else {
                merged.add(new Segment(piece.text, piece.weight, piece.startsChunk));
            }
        }
        return merged.isEmpty() ? List.of(new Segment("", 1)) : merged;
    }

    private static final class Piece {
        final String text;
        final boolean startsChunk;
        double weight = 1;

        Piece(String text, boolean startsChunk) {
            this.text = text;
            this.startsChunk = startsChunk;
        }
    }
}
