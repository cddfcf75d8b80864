package org.quarry.architecture;

import org.quarry.architecture.graph.Layers;
import org.quarry.architecture.graph.Value;

/**
 * Two convolutions whose result is added to their input (He et al. 2015), normalised in groups.
 *
 * @param groups of channels in each normalisation
 * @param epsilon of the normalisations
 */
record ResidualBlock(int groups, double epsilon) {
    Value write(Layers block, Value x) {
        return sum(block, x, firstHalf(block, x));
    }

    /** With the time's embedding of shape {@code B,D} added between the convolutions. */
    Value write(Layers block, Value x, Value time) {
        Value shift = block.linear("time_emb_proj", time.silu()).unsqueeze(2, 3);
        return sum(block, x, firstHalf(block, x).plus(shift));
    }

    private Value firstHalf(Layers block, Value x) {
        return block.convolution(
                "conv1", block.groupNorm("norm1", x, groups, epsilon).silu(), 1, 1);
    }

    private Value sum(Layers block, Value x, Value middle) {
        Value changed = block.convolution(
                "conv2", block.groupNorm("norm2", middle, groups, epsilon).silu(), 1, 1);
        Value kept = block.has("conv_shortcut.weight") ? block.convolution("conv_shortcut", x, 1, 0) : x;
        return kept.plus(changed);
    }
}
