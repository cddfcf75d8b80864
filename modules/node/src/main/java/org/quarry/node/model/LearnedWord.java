package org.quarry.node.model;

import java.util.Map;
import java.util.TreeMap;
import org.quarry.tensor.Tensor;

/**
 * A word that a model was taught by textual inversion (Gal et al. 2022): vectors in the place of tokens.
 *
 * @param name by which prompts call it
 * @param firstId the first token id beyond the model's vocabulary, from which the ids of such vectors are counted
 * @param vectors for each text encoder that reads it, by its component's name, its vectors of shape {@code [tokens, width]}; as many
 *     tokens for each
 */
public record LearnedWord(String name, int firstId, Map<String, Tensor> vectors) {
    /** Copies the map, in the order of the names. */
    public LearnedWord {
        vectors = java.util.Collections.unmodifiableMap(new TreeMap<>(vectors));
        if (vectors.values().stream()
                        .map(tensor -> tensor.shape().size(0))
                        .distinct()
                        .count()
                != 1) {
            throw new IllegalArgumentException("'" + name + "' wants as many vectors for each text encoder");
        }
    }

    /** In the place of how many tokens it stands. */
    public int tokens() {
        return vectors.values().iterator().next().shape().size(0);
    }
}
