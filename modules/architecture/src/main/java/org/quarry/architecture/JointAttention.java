package org.quarry.architecture;

import org.quarry.architecture.graph.Attention;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Value;

/**
 * One attention of picture and text, to which each brings queries, keys and values by weights of its own (Esser et al. 2024, figure
 * 2). Queries and keys are normalised where there are weights for it (Dehghani et al. 2023, section 2.1).
 *
 * @param heads of the attention
 * @param headWidth of queries, keys and values of a head
 */
record JointAttention(int heads, int headWidth) {
    private static final double EPSILON = 1e-6;

    private static final Names PICTURE = new Names("to_q", "to_k", "to_v", "norm_q", "norm_k");
    private static final Names TEXT =
            new Names("add_q_proj", "add_k_proj", "add_v_proj", "norm_added_q", "norm_added_k");

    private record Names(String query, String key, String value, String queryNorm, String keyNorm) {}

    /** Of text {@code B,L,D} and picture {@code B,S,D}. */
    record Pair(Value text, Value picture) {}

    /** Queries, keys and values, each {@code B,L,D}. */
    record Heads(Value query, Value key, Value value) {
        Heads after(Heads first) {
            return new Heads(first.query.concat(1, query), first.key.concat(1, key), first.value.concat(1, value));
        }
    }

    int width() {
        return heads * headWidth;
    }

    /** Those of the picture, or of all where both have the same weights. */
    Heads ofPicture(Layers attention, Value x) {
        return heads(attention, x, PICTURE);
    }

    Heads ofText(Layers attention, Value x) {
        return heads(attention, x, TEXT);
    }

    /** Every token sees every token. */
    Value sight(Heads all) {
        return Attention.full(heads, all.query(), all.key(), all.value());
    }

    /** What text and picture saw, the text before the picture. @param length of the text, shape {@code 1} */
    static Pair apart(Value sight, Value length) {
        Value start = sight.graph().whole(0);
        return new Pair(sight.slice(1, start, length), sight.slice(1, length, sight.shape(1, 2)));
    }

    private Heads heads(Layers attention, Value x, Names names) {
        return new Heads(
                normal(attention, names.queryNorm(), attention.linear(names.query(), x)),
                normal(attention, names.keyNorm(), attention.linear(names.key(), x)),
                attention.linear(names.value(), x));
    }

    /** Each head by itself. */
    private Value normal(Layers attention, String name, Value x) {
        return attention.in(name).has("weight")
                ? attention
                        .rootMeanSquareNorm(name, x.reshape(0, 0, heads, headWidth), EPSILON)
                        .reshape(0, 0, width())
                : x;
    }
}
