package org.quarry.nodes.tokenizer;

import java.util.ArrayList;
import java.util.List;
import org.quarry.node.model.Tokens;

/** Fills chunks with tokens, one after the other. */
final class Chunks {
    private final Frame frame;
    private final List<List<Token>> full = new ArrayList<>();
    private List<Token> open = new ArrayList<>();

    /** A token of a prompt and how strongly it counts. */
    record Token(int id, double weight) {}

    Chunks(Frame frame) {
        this.frame = frame;
    }

    /** How many tokens still fit into the open chunk. */
    int left() {
        return frame.room() - open.size();
    }

    int room() {
        return frame.room();
    }

    /** Adds one token, in a new chunk if the open one is full. */
    void add(Token token) {
        if (left() == 0) {
            next();
        }
        open.add(token);
    }

    /** Begins a new chunk. */
    void next() {
        full.add(open);
        open = new ArrayList<>();
    }

    /** Begins a new chunk and takes the tokens from a position on along. */
    void nextTakingAlong(int from) {
        List<Token> along = new ArrayList<>(open.subList(from, open.size()));
        open.subList(from, open.size()).clear();
        next();
        open = along;
    }

    /** How many tokens the open chunk has. */
    int size() {
        return open.size();
    }

    /** Where what follows the last of some ids begins in the open chunk; 0 if none of them is there. */
    int positionAfterLast(List<Integer> ids) {
        int position = open.size();
        while (position > 0 && !ids.contains(open.get(position - 1).id())) {
            position--;
        }
        return position;
    }

    /** All chunks as a text encoder wants them. @param rule says what weights mean */
    Tokens tokens(String text, PromptRule rule) {
        if (!open.isEmpty() || full.isEmpty()) {
            next();
        }
        int longest = full.stream().mapToInt(List::size).max().orElse(0);
        int length = Math.max(
                frame.length(), longest + frame.before().size() + frame.after().size());
        List<List<Integer>> ids = new ArrayList<>();
        List<List<Double>> weights = new ArrayList<>();
        for (List<Token> chunk : full) {
            ids.add(frame.chunk(chunk.stream().map(Token::id).toList(), length));
            weights.add(frame.weights(chunk.stream().map(Token::weight).toList(), length));
        }
        return new Tokens(text, ids, rule.emphasis(weights, frame.chunk(List.of(), length)));
    }
}
