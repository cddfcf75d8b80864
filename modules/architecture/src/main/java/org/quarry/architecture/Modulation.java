package org.quarry.architecture;

import java.util.List;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Value;

/**
 * Normalisation whose scale and shift are told by time and text: AdaLN (Peebles and Xie 2022, section 3.2).
 *
 * @param width of what is normalised
 */
record Modulation(int width) {
    private static final double EPSILON = 1e-6;

    /** {@code (1 + scale) norm(x) + shift}. */
    Value of(Layers layers, Value x, Value shift, Value scale) {
        Value normal = layers.plainLayerNorm(x, width, EPSILON);
        return normal.times(scale.plus(layers.graph().number(1))).plus(shift);
    }

    /** What a layer makes of the condition {@code B,D}: equal parts of shape {@code B,1,D}. */
    static List<Value> parts(Layers block, String name, Value condition, int count) {
        return block.linear(name, condition).unsqueeze(1).split(2, count);
    }

    /** A normalisation that nothing follows but what leaves: it has no gate. */
    Value last(Layers block, String name, Value x, Value condition) {
        Layers last = block.in(name);
        Value shift = last.linear("shift", condition).unsqueeze(1);
        return of(block, x, shift, last.linear("scale", condition).unsqueeze(1));
    }
}
