package org.quarry.architecture;

import java.util.List;
import org.quarry.architecture.graph.Attention;
import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Value;

/**
 * Transformer blocks over the pixels of a picture, which see each other and the prompt (Rombach et al. 2022, section 3.3 and
 * appendix E.2.1).
 *
 * @param heads of each attention
 * @param groups of the normalisation at the entrance
 */
record SpatialTransformer(int heads, int groups) {
    private static final double GROUP_EPSILON = 1e-6;
    private static final double EPSILON = 1e-5;

    /**
     * @param x of shape {@code B,C,H,W}
     * @param prompt of shape {@code B,L,D}
     * @param depth how many blocks
     */
    Value write(Layers transformer, Value x, Value prompt, int depth) {
        Value pixels = transformer
                .groupNorm("norm", x, groups, GROUP_EPSILON)
                .reshape(0, 0, -1)
                .transpose(0, 2, 1);
        Value sequence = transformer.linear("proj_in", pixels);
        for (int i = 0; i < depth; i++) {
            sequence = block(transformer.in("transformer_blocks", i), sequence, prompt);
        }
        Value picture =
                transformer.linear("proj_out", sequence).transpose(0, 2, 1).reshape(x.shape());
        return x.plus(picture);
    }

    private Value block(Layers block, Value x, Value prompt) {
        Value normal = block.layerNorm("norm1", x, EPSILON);
        Value looked = x.plus(attention(block.in("attn1"), normal, normal));
        Value read = looked.plus(attention(block.in("attn2"), block.layerNorm("norm2", looked, EPSILON), prompt));
        return read.plus(forward(block.in("ff"), block.layerNorm("norm3", read, EPSILON)));
    }

    private Value attention(Layers attention, Value from, Value to) {
        Value sight = Attention.full(
                heads, attention.linear("to_q", from), attention.linear("to_k", to), attention.linear("to_v", to));
        return attention.linear("to_out.0", sight);
    }

    /** Gated by GELU (Shazeer 2020, equation 6). */
    private static Value forward(Layers forward, Value x) {
        List<Value> halves = forward.linear("net.0.proj", x).split(2, 2);
        return forward.linear("net.2", halves.get(0).times(halves.get(1).gelu()));
    }
}
