package org.quarry.nodes.textencoder;

import java.nio.FloatBuffer;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Joining along the innermost axis. */
final class Widths {
    private Widths() {}

    /** {@code [n, L, A]} to {@code [n, L, width]} with zeros; as it is if it is that wide. */
    static Tensor padded(Tensor tensor, int width) {
        int missing = width - tensor.shape().size(-1);
        return missing == 0 ? tensor : join(tensor, Tensor.filled(tensor.shape().with(-1, missing), 0));
    }

    /** {@code [n, L, A]} and {@code [n, L, B]} to {@code [n, L, A + B]}. */
    static Tensor join(Tensor left, Tensor right) {
        int leftWidth = left.shape().size(-1);
        int rightWidth = right.shape().size(-1);
        Shape shape = left.shape().with(-1, leftWidth + rightWidth);
        if (!right.shape().with(-1, leftWidth).equals(left.shape())) {
            throw new IllegalArgumentException(
                    "cannot join " + left.shape() + " and " + right.shape() + " along the width");
        }
        FloatBuffer lefts = left.buffer();
        FloatBuffer rights = right.buffer();
        float[] joined = new float[shape.count()];
        for (int at = 0; at < joined.length; at += leftWidth + rightWidth) {
            lefts.get(joined, at, leftWidth);
            rights.get(joined, at + leftWidth, rightWidth);
        }
        return Tensor.adopt(shape, joined);
    }
}
