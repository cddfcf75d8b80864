package org.quarry.diffusion;

import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * Latents as a sequence of tokens, as the transformers of FLUX.1 read them (Black Forest Labs, 2024; after the patches of
 * Dosovitskiy et al., 2021): each square of 2 × 2 places becomes one token of 4 · C numbers, row by row. Within a token the
 * channel counts slowest, then the row, then the column.
 */
public final class LatentPacking {
    private static final int SIDE = 2;

    private LatentPacking() {}

    /**
     * The tokens of a latent.
     *
     * @param latent shape {@code B,C,H,W}, height and width even
     * @return shape {@code B, H/2 · W/2, 4 · C}
     */
    public static Tensor pack(Tensor latent) {
        Squares squares = Squares.of(latent.shape());
        float[] packed = new float[latent.shape().count()];
        for (int i = 0; i < packed.length; i++) {
            packed[squares.packed(i)] = latent.at(i);
        }
        return Tensor.adopt(squares.packedShape(), packed);
    }

    /**
     * The latent of a sequence of tokens.
     *
     * @param packed shape {@code B, H/2 · W/2, 4 · C}
     * @param height H, even
     * @param width W, even
     * @return shape {@code B,C,H,W}
     * @throws IllegalArgumentException if the tokens do not make up such a latent
     */
    public static Tensor unpack(Tensor packed, int height, int width) {
        Shape shape = packed.shape();
        if (shape.rank() != 3 || shape.size(2) % (SIDE * SIDE) != 0) {
            throw new IllegalArgumentException(
                    "found shape " + shape + "; wanted [batch, tokens, 4 times the latent's channels]");
        }
        Squares squares = Squares.of(Shape.of(shape.size(0), shape.size(2) / (SIDE * SIDE), height, width));
        if (!squares.packedShape().equals(shape)) {
            throw new IllegalArgumentException("found " + shape.size(1) + " tokens; a latent of " + height + " x "
                    + width + " has " + squares.packedShape().size(1));
        }
        float[] latent = new float[shape.count()];
        for (int i = 0; i < latent.length; i++) {
            latent[i] = packed.at(squares.packed(i));
        }
        return Tensor.adopt(squares.latent(), latent);
    }

    /**
     * Where each token stands, for rotary position embeddings: 0, its row and its column.
     *
     * @param height of the latent, even
     * @param width of the latent, even
     * @return shape {@code H/2 · W/2, 3}
     */
    public static Tensor positions(int height, int width) {
        int columns = width / SIDE;
        int tokens = height / SIDE * columns;
        float[] positions = new float[3 * tokens];
        for (int token = 0; token < tokens; token++) {
            positions[3 * token + 1] = token / columns;
            positions[3 * token + 2] = token % columns;
        }
        return Tensor.adopt(Shape.of(tokens, 3), positions);
    }

    /** Which number of the tokens a number of the latent is. */
    private record Squares(Shape latent) {
        static Squares of(Shape latent) {
            if (latent.rank() != 4 || latent.size(2) % SIDE != 0 || latent.size(3) % SIDE != 0) {
                throw new IllegalArgumentException(
                        "found shape " + latent + "; wanted [batch, channels, even height, even width]");
            }
            return new Squares(latent);
        }

        Shape packedShape() {
            int tokens = latent.size(2) / SIDE * (latent.size(3) / SIDE);
            return Shape.of(latent.size(0), tokens, SIDE * SIDE * latent.size(1));
        }

        int packed(int index) {
            int width = latent.size(3);
            int height = latent.size(2);
            int column = index % width;
            int row = index / width % height;
            int channel = index / width / height % latent.size(1);
            int picture = index / width / height / latent.size(1);
            int tokens = height / SIDE * (width / SIDE);
            int token = picture * tokens + row / SIDE * (width / SIDE) + column / SIDE;
            int within = (channel * SIDE + row % SIDE) * SIDE + column % SIDE;
            return token * SIDE * SIDE * latent.size(1) + within;
        }
    }
}
