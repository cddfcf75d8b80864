package org.quarry.node.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * How strongly the tokens of a prompt count: a weight for each, and what is done to the encoder's states by it. Editors
 * have their own rules for that, and one text gives different pictures by each of them.
 */
public sealed interface Emphasis {
    /** All tokens count alike. */
    Emphasis NONE = new None();

    /**
     * The states with the weights applied.
     *
     * @param states shape {@code [chunks, length, width]}, as the encoder gave them
     * @param encoder gives the states of one chunk of ids, {@code [1, length, width]}; asked only where that is needed
     */
    Tensor apply(Tensor states, Function<List<Integer>, Tensor> encoder);

    /** All tokens count alike. */
    record None() implements Emphasis {
        @Override
        public Tensor apply(Tensor states, Function<List<Integer>, Tensor> encoder) {
            return states;
        }
    }

    /**
     * ComfyUI's rule: {@code z_empty + w · (z − z_empty)}, away from what an empty prompt has at the same place.
     *
     * @param weights one for each token of each chunk
     * @param empty the chunk of an empty prompt
     */
    record FromEmpty(List<List<Double>> weights, List<Integer> empty) implements Emphasis {
        /** Copies the lists. */
        public FromEmpty {
            weights = weights.stream().map(List::copyOf).toList();
            empty = List.copyOf(empty);
        }

        @Override
        public Tensor apply(Tensor states, Function<List<Integer>, Tensor> encoder) {
            Tensor origin = encoder.apply(empty);
            requireFit(weights, states.shape());
            int width = states.shape().size(2);
            int chunk = states.shape().size(1) * width;
            float[] weighted = states.toArray();
            for (int i = 0; i < weighted.length; i++) {
                double weight = weights.get(i / chunk).get(i % chunk / width);
                if (weight != 1) {
                    double from = origin.at(i % chunk);
                    weighted[i] = (float) (from + weight * (weighted[i] - from));
                }
            }
            return Tensor.adopt(states.shape(), weighted);
        }
    }

    /**
     * WebUI's rule: {@code w · z}, then each chunk times what brings its mean back to what it was.
     *
     * @param weights one for each token of each chunk
     */
    record KeepingMean(List<List<Double>> weights) implements Emphasis {
        /** Copies the lists. */
        public KeepingMean {
            weights = weights.stream().map(List::copyOf).toList();
        }

        @Override
        public Tensor apply(Tensor states, Function<List<Integer>, Tensor> encoder) {
            requireFit(weights, states.shape());
            int width = states.shape().size(2);
            List<Tensor> chunks = new ArrayList<>();
            for (int i = 0; i < weights.size(); i++) {
                List<Double> ofTokens = weights.get(i);
                Tensor chunk = states.rows(i, i + 1);
                float[] weighted = chunk.toArray();
                for (int at = 0; at < weighted.length; at++) {
                    weighted[at] *= (float) (double) ofTokens.get(at / width);
                }
                Tensor times = Tensor.adopt(chunk.shape(), weighted);
                chunks.add(times.times(chunk.mean() / times.mean()));
            }
            return Tensor.concatenate(chunks);
        }
    }

    private static void requireFit(List<List<Double>> weights, Shape states) {
        if (weights.size() != states.size(0) || weights.stream().anyMatch(chunk -> chunk.size() != states.size(1))) {
            throw new IllegalArgumentException("weights for " + weights.size() + " chunks do not fit states of shape "
                    + states + ", [chunks, length, width]");
        }
    }
}
