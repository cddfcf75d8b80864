package org.quarry.architecture;

import java.util.List;
import org.quarry.architecture.JointAttention.Heads;
import org.quarry.architecture.JointAttention.Pair;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Value;

/**
 * A block of MMDiT (Esser et al. 2024, figure 2b): picture and text, each with weights of its own, see each other, and then each thinks
 * by itself. In the first blocks of Stable Diffusion 3.5 medium (MMDiT-X) the picture looks once more, at itself alone; in the last
 * block of all, the text is looked at and goes no further.
 *
 * @param attention of picture and text
 * @param modulation by time and text
 */
record MmditBlock(JointAttention attention, Modulation modulation) {
    private static final int PARTS = 6;
    private static final int PARTS_OF_TWO = 9;

    /** @param condition of time and text, activated, of shape {@code B,D} */
    Pair write(Layers block, Pair x, Value condition) {
        boolean twice = block.has("attn2.to_q.weight");
        List<Value> shape = Modulation.parts(block, "norm1.linear", condition, twice ? PARTS_OF_TWO : PARTS);
        Heads picture =
                attention.ofPicture(block.in("attn"), modulation.of(block, x.picture(), shape.get(0), shape.get(1)));
        if (!block.has("attn.to_add_out.weight")) {
            Value seen = modulation.last(block, "norm1_context", x.text(), condition);
            Pair sight = sight(block, picture, seen);
            return new Pair(x.text(), thought(block, x.picture(), sight.picture(), shape));
        }
        List<Value> shapeText = Modulation.parts(block, "norm1_context.linear", condition, PARTS);
        Pair sight = sight(block, picture, modulation.of(block, x.text(), shapeText.get(0), shapeText.get(1)));
        Value textSight = block.linear("attn.to_add_out", sight.text());
        Value text = x.text().plus(shapeText.get(2).times(textSight));
        return new Pair(
                forward(block, "ff_context", text, shapeText), thought(block, x.picture(), sight.picture(), shape));
    }

    private Pair sight(Layers block, Heads picture, Value text) {
        Heads all = picture.after(attention.ofText(block.in("attn"), text));
        return JointAttention.apart(attention.sight(all), text.shape(1, 2));
    }

    private Value thought(Layers block, Value x, Value sight, List<Value> shape) {
        Value seen = x.plus(shape.get(2).times(block.linear("attn.to_out.0", sight)));
        return forward(block, "ff", shape.size() == PARTS ? seen : seen.plus(again(block, x, shape)), shape);
    }

    /** The picture's look at itself, at what came into the block. */
    private Value again(Layers block, Value x, List<Value> shape) {
        Layers second = block.in("attn2");
        Value normal = modulation.of(block, x, shape.get(6), shape.get(7));
        Value sight = attention.sight(attention.ofPicture(second, normal));
        return shape.get(8).times(second.linear("to_out.0", sight));
    }

    private Value forward(Layers block, String name, Value x, List<Value> shape) {
        Layers layers = block.in(name);
        Value inner = layers.linear("net.0.proj", modulation.of(block, x, shape.get(3), shape.get(4)));
        return x.plus(shape.get(5).times(layers.linear("net.2", inner.geluByTanh())));
    }
}
