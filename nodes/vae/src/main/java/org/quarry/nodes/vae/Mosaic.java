package org.quarry.nodes.vae;

import org.quarry.node.NodeException;
import org.quarry.nodes.vae.Spans.Piece;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** A picture or latent that is put together of weighted tiles. */
final class Mosaic {
    private final int height;
    private final int width;
    private int channels;
    private float[] values = new float[0];

    Mosaic(int height, int width) {
        this.height = height;
        this.width = width;
    }

    /** A part of a tensor of shape 1,C,H,W. */
    static Tensor cut(Tensor whole, Piece rows, Piece columns) {
        int channels = whole.shape().size(1);
        int width = whole.shape().size(3);
        float[] part = new float[channels * rows.length() * columns.length()];
        for (int line = 0; line < channels * rows.length(); line++) {
            int channel = line / rows.length();
            int y = rows.start() + line % rows.length();
            int from = (channel * whole.shape().size(2) + y) * width + columns.start();
            for (int x = 0; x < columns.length(); x++) {
                part[line * columns.length() + x] = whole.at(from + x);
            }
        }
        return Tensor.adopt(Shape.of(1, channels, rows.length(), columns.length()), part);
    }

    /** @throws NodeException if the network gave a tile of another size than its factor promises */
    void add(Tensor tile, Piece rows, Piece columns) {
        if (values.length == 0) {
            channels = tile.shape().size(1);
            values = new float[channels * height * width];
        }
        Shape wanted = Shape.of(1, channels, rows.length(), columns.length());
        if (!tile.shape().equals(wanted)) {
            throw new NodeException(
                    "vae",
                    "the network gave a tile of shape " + tile.shape() + ", wanted " + wanted
                            + ": the model's configuration does not fit its networks; set 'tile' to 0");
        }
        for (int line = 0; line < channels * rows.length(); line++) {
            int channel = line / rows.length();
            int row = line % rows.length();
            int to = (channel * height + rows.start() + row) * width + columns.start();
            for (int x = 0; x < columns.length(); x++) {
                values[to + x] += (float) (rows.weight(row) * columns.weight(x) * tile.at(line * columns.length() + x));
            }
        }
    }

    /** The sum of all tiles. The mosaic is not to be used afterwards. */
    Tensor whole() {
        return Tensor.adopt(Shape.of(1, channels, height, width), values);
    }
}
