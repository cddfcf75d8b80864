package org.quarry.node.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * A prompt as a text encoder wants it: one or more chunks of token ids of equal length, each with its start, end and
 * padding tokens.
 *
 * @param text the prompt
 * @param chunks at least one
 * @param emphasis how strongly each token counts
 * @param further the same prompt for the model's text encoders that read other tokens than the first one does, by the
 *     folders of their tokenizers, as in {@code tokenizer_2}
 * @param added vectors for the ids that follow the vocabulary's, {@code [ids, width]} for each text encoder by its component's
 *     name; empty if the prompt has no learned words
 */
public record Tokens(
        String text,
        List<List<Integer>> chunks,
        Emphasis emphasis,
        Map<String, Tokens> further,
        Map<String, Tensor> added) {
    /** Copies the collections and checks that the chunks have one length. */
    public Tokens {
        chunks = chunks.stream().map(List::copyOf).toList();
        further = Map.copyOf(further);
        added = java.util.Collections.unmodifiableMap(new TreeMap<>(added));
        if (chunks.stream().map(List::size).distinct().count() != 1) {
            throw new IllegalArgumentException("token chunks must be at least one and of equal length");
        }
    }

    /** Tokens of the vocabulary alone. */
    public Tokens(String text, List<List<Integer>> chunks, Emphasis emphasis, Map<String, Tokens> further) {
        this(text, chunks, emphasis, further, Map.of());
    }

    /** Tokens of the only tokenizer there is. */
    public Tokens(String text, List<List<Integer>> chunks, Emphasis emphasis) {
        this(text, chunks, emphasis, Map.of());
    }

    /** Tokens that all count alike. */
    public Tokens(String text, List<List<Integer>> chunks) {
        this(text, chunks, Emphasis.NONE);
    }

    /** These with those of other tokenizers, by their folders. */
    public Tokens with(Map<String, Tokens> others) {
        return new Tokens(text, chunks, emphasis, others, added);
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
