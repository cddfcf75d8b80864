package org.quarry.nodes.vae;

import java.util.function.UnaryOperator;
import org.quarry.node.NodeException;
import org.quarry.nodes.vae.Spans.Piece;
import org.quarry.tensor.Tensor;

/**
 * Runs a network on tiles of its input and blends the results, so that its memory depends on the tile and not on the picture.
 *
 * <p>For a network that sees no farther than a quarter of the overlap the result is that of one run. Those of autoencoders see
 * farther: their group norms take mean and variance over all they are given, and most have attention in the middle. What
 * remains is a slow change of tone from tile to tile, smaller the larger the tiles.
 *
 * @param tile side of a tile in places of the latent; 0 to run the whole at once
 * @param overlap of two tiles in places of the latent
 */
record Tiling(int tile, int overlap) {
    private static final Tiling NONE = new Tiling(0, 0);

    /** @throws NodeException if the tiles are too small for their overlap */
    static Tiling ofPixels(int tile, int overlap, int factor) {
        if (tile == 0) {
            return NONE;
        }
        Tiling tiling = new Tiling(tile / factor, overlap / factor);
        if (tiling.tile() < 1 || tiling.tile() < 2 * tiling.overlap()) {
            throw new NodeException(
                    "tile",
                    "found tiles of " + tile + " pixels that overlap by " + overlap
                            + "; wanted tiles at least twice as wide as their overlap, and at least " + factor
                            + " pixels: enlarge 'tile' or lower 'overlap'");
        }
        return tiling;
    }

    /** How many tiles a latent of this size has. */
    int count(int height, int width) {
        return spans(height).count() * spans(width).count();
    }

    /** Latent to picture. @param z shape 1,C,H,W @param factor pixels for a place */
    Tensor decode(Tensor z, int factor, UnaryOperator<Tensor> network) {
        return run(z, new Scale(1, factor), network);
    }

    /** Picture to latent. @param pixels shape 1,3,H,W @param factor pixels for a place */
    Tensor encode(Tensor pixels, int factor, UnaryOperator<Tensor> network) {
        return run(pixels, new Scale(factor, 1), network);
    }

    /** What one place of the latent is on the two sides of the network. */
    private record Scale(int in, int out) {}

    private Tensor run(Tensor input, Scale scale, UnaryOperator<Tensor> network) {
        int height = input.shape().size(2) / scale.in();
        int width = input.shape().size(3) / scale.in();
        Spans rows = spans(height);
        Spans columns = spans(width);
        if (rows.count() * columns.count() == 1) {
            return network.apply(input);
        }
        Mosaic mosaic = new Mosaic(height * scale.out(), width * scale.out());
        for (int i = 0; i < rows.count() * columns.count(); i++) {
            int row = i / columns.count();
            int column = i % columns.count();
            Tensor tile =
                    network.apply(Mosaic.cut(input, rows.piece(row, scale.in()), columns.piece(column, scale.in())));
            Piece down = rows.piece(row, scale.out());
            mosaic.add(tile, down, columns.piece(column, scale.out()));
        }
        return mosaic.whole();
    }

    private Spans spans(int size) {
        return new Spans(size, tile == 0 ? size : tile, overlap);
    }
}
