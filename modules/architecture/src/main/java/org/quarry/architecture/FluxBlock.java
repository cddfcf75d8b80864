package org.quarry.architecture;

import java.util.List;
import org.quarry.architecture.graph.Attention;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Value;

/**
 * The blocks of FLUX.
 *
 * @param heads of each attention
 * @param headWidth of queries, keys and values of a head
 */
record FluxBlock(int heads, int headWidth) {
    private static final double EPSILON = 1e-6;
    private static final int PARTS = 6;
    private static final int SINGLE_PARTS = 3;

    /** Of text {@code B,L,D} and picture {@code B,S,D}. */
    record Pair(Value text, Value picture) {}

    /** Of shape {@code L+S,headWidth/2}. */
    record Rotation(Value cosines, Value sines) {}

    /** @param embedding of time, guidance and text, activated, of shape {@code B,D} */
    record Conditions(Value embedding, Rotation rotation) {}

    private record Heads(Value query, Value key, Value value) {
        Heads after(Heads first) {
            return new Heads(first.query.concat(1, query), first.key.concat(1, key), first.value.concat(1, value));
        }
    }

    /** The text's and the picture's own weights, one attention for both. */
    Pair both(Layers block, Pair x, Conditions conditions) {
        List<Value> shapePicture = parts(block, "norm1.linear", conditions, PARTS);
        List<Value> shapeText = parts(block, "norm1_context.linear", conditions, PARTS);
        Layers attention = block.in("attn");
        Heads picture =
                heads(attention, modulated(block, x.picture(), shapePicture.get(0), shapePicture.get(1)), OF_PICTURE);
        Heads text = heads(attention, modulated(block, x.text(), shapeText.get(0), shapeText.get(1)), OF_TEXT);
        Value sight = sight(picture.after(text), conditions.rotation());
        Value length = x.text().shape(1, 2);
        Value textSight =
                attention.linear("to_add_out", sight.slice(1, block.graph().whole(0), length));
        Value pictureSight = attention.linear("to_out.0", sight.slice(1, length, sight.shape(1, 2)));
        return new Pair(
                thought(block, "ff_context", x.text().plus(shapeText.get(2).times(textSight)), shapeText),
                thought(block, "ff", x.picture().plus(shapePicture.get(2).times(pictureSight)), shapePicture));
    }

    private Value thought(Layers block, String forward, Value x, List<Value> shape) {
        Layers layers = block.in(forward);
        Value inner = layers.linear("net.0.proj", modulated(block, x, shape.get(3), shape.get(4)));
        return x.plus(shape.get(5).times(layers.linear("net.2", inner.geluByTanh())));
    }

    /** The same weights for text and picture; attention and the layer beside it read the same input. */
    Value single(Layers block, Value x, Conditions conditions) {
        List<Value> shape = parts(block, "norm.linear", conditions, SINGLE_PARTS);
        Value normal = modulated(block, x, shape.get(0), shape.get(1));
        Value beside = block.linear("proj_mlp", normal).geluByTanh();
        Value sight = sight(heads(block.in("attn"), normal, OF_PICTURE), conditions.rotation());
        return x.plus(shape.get(2).times(block.linear("proj_out", sight.concat(2, beside))));
    }

    /** {@code (1 + scale) norm(x) + shift} (Peebles and Xie 2022, section 3.2). */
    Value modulated(Layers block, Value x, Value shift, Value scale) {
        Value normal = block.plainLayerNorm(x, (long) heads * headWidth, EPSILON);
        return normal.times(scale.plus(block.graph().number(1))).plus(shift);
    }

    private static List<Value> parts(Layers block, String name, Conditions conditions, int count) {
        return block.linear(name, conditions.embedding()).unsqueeze(1).split(2, count);
    }

    private record Names(String query, String key, String value, String queryNorm, String keyNorm) {}

    private static final Names OF_PICTURE = new Names("to_q", "to_k", "to_v", "norm_q", "norm_k");
    private static final Names OF_TEXT =
            new Names("add_q_proj", "add_k_proj", "add_v_proj", "norm_added_q", "norm_added_k");

    private Heads heads(Layers attention, Value x, Names names) {
        return new Heads(
                normal(attention, names.queryNorm(), attention.linear(names.query(), x)),
                normal(attention, names.keyNorm(), attention.linear(names.key(), x)),
                attention.linear(names.value(), x));
    }

    /** Each head by itself. */
    private Value normal(Layers attention, String name, Value x) {
        return attention
                .rootMeanSquareNorm(name, x.reshape(0, 0, heads, headWidth), EPSILON)
                .reshape(0, 0, (long) heads * headWidth);
    }

    private Value sight(Heads all, Rotation rotation) {
        return Attention.full(
                heads,
                Attention.rotated(heads, all.query(), rotation.cosines(), rotation.sines()),
                Attention.rotated(heads, all.key(), rotation.cosines(), rotation.sines()),
                all.value());
    }
}
