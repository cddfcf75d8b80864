package org.quarry.nodes.tokenizer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What stands around the tokens of a prompt.
 *
 * @param before each chunk, as a start token
 * @param after each chunk, as an end token
 * @param padding fills a chunk up
 * @param length of a chunk with all of that
 * @param chunked whether a longer prompt becomes several chunks; else its one chunk grows
 */
record Frame(List<Integer> before, List<Integer> after, int padding, int length, boolean chunked) {
    Frame {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** How many tokens of a prompt a chunk holds. */
    int room() {
        return chunked ? length - before.size() - after.size() : Integer.MAX_VALUE;
    }

    /** Where a chunk's tokens of the prompt end: before the first end token. */
    int end(List<Integer> chunk) {
        int begin = Math.min(before.size(), chunk.size());
        List<Integer> rest = chunk.subList(begin, chunk.size());
        int found = after.isEmpty() ? rest.indexOf(padding) : rest.indexOf(after.get(0));
        return found < 0 ? chunk.size() : begin + found;
    }

    /** A chunk of at least so many ids in all. */
    List<Integer> chunk(List<Integer> ids, int atLeast) {
        return framed(before, ids, after, padding, atLeast);
    }

    /** The weights of a chunk: what is not of the prompt counts 1. */
    List<Double> weights(List<Double> ofIds, int atLeast) {
        return framed(
                Collections.nCopies(before.size(), 1.0), ofIds, Collections.nCopies(after.size(), 1.0), 1.0, atLeast);
    }

    private static <T> List<T> framed(List<T> before, List<T> within, List<T> after, T padding, int atLeast) {
        List<T> framed = new ArrayList<>(before);
        framed.addAll(within);
        framed.addAll(after);
        while (framed.size() < atLeast) {
            framed.add(padding);
        }
        return framed;
    }
}
