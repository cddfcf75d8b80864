package org.quarry.architecture;

import java.util.List;
import org.quarry.architecture.JointAttention.Heads;
import org.quarry.architecture.JointAttention.Pair;
import org.quarry.architecture.graph.Attention;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Value;

/**
 * The blocks of FLUX.
 *
 * @param attention of picture and text
 * @param modulation by time, guidance and text
 */
record FluxBlock(JointAttention attention, Modulation modulation) {
    private static final int PARTS = 6;
    private static final int SINGLE_PARTS = 3;

    /** Of shape {@code L+S,headWidth/2}. */
    record Rotation(Value cosines, Value sines) {}

    /** @param embedding of time, guidance and text, activated, of shape {@code B,D} */
    record Conditions(Value embedding, Rotation rotation) {}

    /** The text's and the picture's own weights, one attention for both. */
    Pair both(Layers block, Pair x, Conditions conditions) {
        List<Value> shapePicture = Modulation.parts(block, "norm1.linear", conditions.embedding(), PARTS);
        List<Value> shapeText = Modulation.parts(block, "norm1_context.linear", conditions.embedding(), PARTS);
        Layers layers = block.in("attn");
        Heads picture = attention.ofPicture(layers, first(block, x.picture(), shapePicture));
        Heads text = attention.ofText(layers, first(block, x.text(), shapeText));
        Pair sight = JointAttention.apart(
                sight(picture.after(text), conditions.rotation()), x.text().shape(1, 2));
        Value textSight = layers.linear("to_add_out", sight.text());
        Value pictureSight = layers.linear("to_out.0", sight.picture());
        return new Pair(
                thought(block, "ff_context", x.text().plus(shapeText.get(2).times(textSight)), shapeText)
                        .finite(),
                thought(block, "ff", x.picture().plus(shapePicture.get(2).times(pictureSight)), shapePicture));
    }

    private Value first(Layers block, Value x, List<Value> shape) {
        return modulation.of(block, x, shape.get(0), shape.get(1));
    }

    private Value thought(Layers block, String forward, Value x, List<Value> shape) {
        Layers layers = block.in(forward);
        Value inner = layers.linear("net.0.proj", modulation.of(block, x, shape.get(3), shape.get(4)));
        return x.plus(shape.get(5).times(layers.linear("net.2", inner.geluByTanh())));
    }

    /** The same weights for text and picture; attention and the layer beside it read the same input. */
    Value single(Layers block, Value x, Conditions conditions) {
        List<Value> shape = Modulation.parts(block, "norm.linear", conditions.embedding(), SINGLE_PARTS);
        Value normal = first(block, x, shape);
        Value beside = block.linear("proj_mlp", normal).geluByTanh();
        Value sight = sight(attention.ofPicture(block.in("attn"), normal), conditions.rotation());
        return x.plus(shape.get(2).times(block.linear("proj_out", sight.concat(2, beside))))
                .finite();
    }

    private Value sight(Heads all, Rotation rotation) {
        return attention.sight(new Heads(rotated(all.query(), rotation), rotated(all.key(), rotation), all.value()));
    }

    private Value rotated(Value x, Rotation rotation) {
        return Attention.rotated(attention.heads(), x, rotation.cosines(), rotation.sines());
    }
}
