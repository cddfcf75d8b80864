package org.quarry.node.model;

import java.util.List;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * A prompt as a text encoder wants it: one or more chunks of token ids of equal length, each with its start, end and
 * padding tokens.
 *
 * @param text the prompt
 * @param chunks at least one
 * @param emphasis how strongly each token counts
 */
public record Tokens(String text, List<List<Integer>> chunks, Emphasis emphasis) {
    /** Copies the lists and checks that the chunks have one length. */
    public Tokens {
        chunks = chunks.stream().map(List::copyOf).toList();
        if (chunks.stream().map(List::size).distinct().count() != 1) {
            throw new IllegalArgumentException("token chunks must be at least one and of equal length");
        }
    }

    /** Tokens that all count alike. */
    public Tokens(String text, List<List<Integer>> chunks) {
        this(text, chunks, Emphasis.NONE);
    }

    /** The ids as a tensor of shape {@code [chunks, length]}. */
    public Tensor ids() {
        int length = chunks.get(0).size();
        float[] ids = new float[chunks.size() * length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = chunks.get(i / length).get(i % length);
        }
        return Tensor.adopt(Shape.of(chunks.size(), length), ids);
    }
}
