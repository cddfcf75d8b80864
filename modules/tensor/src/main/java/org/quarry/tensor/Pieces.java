package org.quarry.tensor;

import java.util.stream.IntStream;

/** A long loop, cut into pieces that the processors share. */
final class Pieces {
    private Pieces() {}

    /** The indices {@code from} (inclusive) to {@code to} (exclusive) of a loop whose rounds do not touch each other. */
    @FunctionalInterface
    interface Piece {
        void run(int from, int to);
    }

    /**
     * Runs all indices from 0 to a count, in any order.
     *
     * @param size of a piece: so large that it takes a tenth of a millisecond; a loop of one piece is not shared
     */
    static void of(int count, int size, Piece piece) {
        if (count <= size) {
            piece.run(0, count);
            return;
        }
        IntStream.range(0, (count + size - 1) / size)
                .parallel()
                .forEach(i -> piece.run(i * size, Math.min(count, (i + 1) * size)));
    }
}
