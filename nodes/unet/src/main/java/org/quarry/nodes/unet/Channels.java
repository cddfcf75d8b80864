package org.quarry.nodes.unet;

import java.util.ArrayList;
import java.util.List;
import org.quarry.node.NodeException;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Tensors joined along the channel axis. */
final class Channels {
    private Channels() {}

    /**
     * All channels in order. One row serves all rows of a larger batch.
     *
     * @param input whose fault it is if they do not fit
     */
    static Tensor join(String input, List<Tensor> parts) {
        int rows = parts.stream().mapToInt(part -> part.shape().size(0)).max().orElse(0);
        parts.forEach(part -> require(input, part.shape(), parts.get(0).shape(), rows));
        List<Tensor> joined = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int at = row;
            Tensor whole = Tensor.concatenate(parts.stream()
                    .map(part -> part.shape().size(0) == 1 ? part : part.rows(at, at + 1))
                    .map(Channels::withoutBatch)
                    .toList());
            Shape shape = whole.shape();
            joined.add(whole.reshaped(Shape.of(1, shape.size(0), shape.size(1), shape.size(2))));
        }
        return Tensor.concatenate(joined);
    }

    private static void require(String input, Shape part, Shape first, int rows) {
        boolean fits = part.rank() == 4
                && part.size(2) == first.size(2)
                && part.size(3) == first.size(3)
                && (part.size(0) == rows || part.size(0) == 1);
        if (!fits) {
            throw new NodeException(
                    input,
                    "found shape " + part + " beside " + first
                            + "; wanted [batch, channels, height, width] with equal heights and widths, and batches"
                            + " that are equal or 1: bring masks to the latent's size");
        }
    }

    private static Tensor withoutBatch(Tensor row) {
        Shape shape = row.shape();
        return row.reshaped(Shape.of(shape.size(1), shape.size(2), shape.size(3)));
    }
}
