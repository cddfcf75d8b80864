package org.quarry.architecture.checkpoint;

/**
 * A change of a layer's weights that a file brings (Hu et al. 2021, section 4.1): {@code W + s · scale · up · down}, with a strength
 * s that is told when the network runs.
 *
 * @param source which of the files on top of the network it is from, counted from 0; each has a strength
 * @param down of shape {@code rank, in} or {@code rank, in, h, w}
 * @param up of shape {@code out, rank} or {@code out, rank, 1, 1}
 * @param scale the file's own factor: alpha / rank
 */
public record LowRank(int source, StoredTensor down, StoredTensor up, double scale) {
    /** How many numbers lie between its two halves. */
    public long rank() {
        return down.axes().get(0);
    }
}
