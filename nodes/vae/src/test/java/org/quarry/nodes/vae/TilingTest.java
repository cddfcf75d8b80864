package org.quarry.nodes.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.node.NodeException;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

/** Networks that see one place to each side, as a single convolution with zeros round the border. */
class TilingTest {
    private static final int FACTOR = 2;

    @ParameterizedTest
    @CsvSource({"40, 40, 16, 4", "37, 21, 16, 8", "17, 100, 16, 4", "16, 16, 16, 8", "33, 64, 9, 4"})
    void decoding_in_tiles_gives_what_decoding_at_once_gives(int height, int width, int tile, int overlap) {
        Tensor z = TorchCpuNoise.seeded(7).next(Shape.of(1, 2, height, width));

        Tensor tiled = new Tiling(tile, overlap).decode(z, FACTOR, TilingTest::decoder);

        // A quarter of the overlap, at least one place, is thrown away; the blend of equal numbers rounds a little.
        assertThat(tiled.shape()).isEqualTo(Shape.of(1, 2, FACTOR * height, FACTOR * width));
        assertThat(largestDifference(tiled, decoder(z))).isLessThan(2e-6);
    }

    @ParameterizedTest
    @CsvSource({"40, 40, 16, 4", "37, 21, 16, 8", "17, 100, 16, 4"})
    void encoding_in_tiles_gives_what_encoding_at_once_gives(int height, int width, int tile, int overlap) {
        Tensor pixels = TorchCpuNoise.seeded(7).next(Shape.of(1, 3, FACTOR * height, FACTOR * width));

        Tensor tiled = new Tiling(tile, overlap).encode(pixels, FACTOR, TilingTest::encoder);

        assertThat(tiled.shape()).isEqualTo(Shape.of(1, 3, height, width));
        assertThat(largestDifference(tiled, encoder(pixels))).isLessThan(2e-6);
    }

    @Test
    void without_overlap_seams_would_show() {
        Tensor z = TorchCpuNoise.seeded(7).next(Shape.of(1, 1, 32, 32));

        Tensor tiled = new Tiling(16, 0).decode(z, FACTOR, TilingTest::decoder);

        assertThat(largestDifference(tiled, decoder(z))).isGreaterThan(0.1);
    }

    @Test
    void no_tile_is_larger_than_asked_for() {
        List<Shape> tiles = new ArrayList<>();

        new Tiling(16, 4).decode(Tensor.filled(Shape.of(1, 1, 100, 10), 1), FACTOR, tile -> {
            tiles.add(tile.shape());
            return decoder(tile);
        });

        // 100 places in tiles of 16 that overlap by 4 or a little more: (100 - 4) / 12 = 8.
        assertThat(tiles).hasSize(8).containsOnly(Shape.of(1, 1, 16, 10));
        assertThat(new Tiling(16, 4).count(100, 10)).isEqualTo(8);
    }

    @Test
    void a_mean_over_all_that_is_seen_makes_the_difference_that_remains() {
        // As a group norm does: each tile is freed of its own mean instead of that of the whole.
        Tensor z = TorchCpuNoise.seeded(7).next(Shape.of(1, 1, 64, 64));

        double small = largestDifference(new Tiling(8, 4).decode(z, 1, TilingTest::centred), centred(z));
        double large = largestDifference(new Tiling(32, 4).decode(z, 1, TilingTest::centred), centred(z));

        // The mean of n × n draws strays by 1/n.
        assertThat(large).isLessThan(3.0 / 32).isLessThan(small / 2);
    }

    @ParameterizedTest
    @CsvSource({"64, 40", "4, 0"})
    void tiles_too_small_for_their_overlap_are_refused(int tile, int overlap) {
        assertThatThrownBy(() -> Tiling.ofPixels(tile, overlap, 8))
                .isInstanceOf(NodeException.class)
                .hasMessage("found tiles of " + tile + " pixels that overlap by " + overlap
                        + "; wanted tiles at least twice as wide as their overlap, and at least 8 pixels:"
                        + " enlarge 'tile' or lower 'overlap'");
    }

    @Test
    void a_network_of_another_factor_is_noticed() {
        Tensor z = Tensor.filled(Shape.of(1, 1, 32, 32), 0);

        assertThatThrownBy(() -> new Tiling(16, 4).decode(z, 8, TilingTest::decoder))
                .isInstanceOf(NodeException.class)
                .hasMessageStartingWith("the network gave a tile of shape [1, 1, 32, 32], wanted [1, 1, 128, 128]");
    }

    @ParameterizedTest
    @CsvSource({"10, 4, 2", "100, 16, 8", "17, 16, 8", "33, 9, 4", "64, 16, 0"})
    void the_weights_of_all_pieces_add_up_to_1(int size, int length, int overlap) {
        Spans spans = new Spans(size, length, overlap);
        double[] sums = new double[3 * size];

        for (int i = 0; i < spans.count(); i++) {
            Spans.Piece piece = spans.piece(i, 3);
            for (int x = 0; x < piece.length(); x++) {
                sums[piece.start() + x] += piece.weight(x);
            }
        }

        assertThat(sums).containsOnly(new double[] {1}, within(1e-12));
    }

    private static Tensor decoder(Tensor z) {
        return enlarged(blurred(z));
    }

    private static Tensor encoder(Tensor pixels) {
        return blurred(halved(pixels));
    }

    private static Tensor centred(Tensor z) {
        double mean = z.mean();
        return z.map(value -> value - mean);
    }

    /** The sum of a place and its eight neighbours, weighted by 1 to 9 so that directions count; nothing beyond the border. */
    private static Tensor blurred(Tensor z) {
        int height = z.shape().size(2);
        int width = z.shape().size(3);
        float[] values = new float[z.shape().count()];
        for (int i = 0; i < values.length; i++) {
            int x = i % width;
            int y = i / width % height;
            for (int k = 0; k < 9; k++) {
                int nx = x + k % 3 - 1;
                int ny = y + k / 3 - 1;
                if (nx >= 0 && nx < width && ny >= 0 && ny < height) {
                    values[i] += (k + 1) / 45f * z.at(i + (k / 3 - 1) * width + k % 3 - 1);
                }
            }
        }
        return Tensor.adopt(z.shape(), values);
    }

    private static Tensor enlarged(Tensor z) {
        int width = FACTOR * z.shape().size(3);
        int height = FACTOR * z.shape().size(2);
        float[] values = new float[z.shape().size(1) * height * width];
        for (int i = 0; i < values.length; i++) {
            int line = i / width;
            values[i] = z.at((line / height * z.shape().size(2) + line % height / FACTOR)
                            * z.shape().size(3)
                    + i % width / FACTOR);
        }
        return Tensor.adopt(Shape.of(1, z.shape().size(1), height, width), values);
    }

    private static Tensor halved(Tensor pixels) {
        int width = pixels.shape().size(3) / FACTOR;
        int lines = pixels.shape().size(1) * pixels.shape().size(2) / FACTOR;
        float[] values = new float[lines * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels.at(i / width * FACTOR * FACTOR * width + FACTOR * (i % width));
        }
        return Tensor.adopt(Shape.of(1, pixels.shape().size(1), pixels.shape().size(2) / FACTOR, width), values);
    }

    private static double largestDifference(Tensor one, Tensor other) {
        double most = 0;
        for (double difference : one.minus(other).toDoubles()) {
            most = Math.max(most, Math.abs(difference));
        }
        return most;
    }
}
