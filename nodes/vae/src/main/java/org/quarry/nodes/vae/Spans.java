package org.quarry.nodes.vae;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis, cut into pieces of one length that overlap, and how much of each piece counts where. At both ends of an overlap a
 * quarter of it goes to one piece alone, so that what a network makes at the border of its input, without knowing what lies
 * beyond, is thrown away; between, one piece fades into the other. Everywhere the weights add up to 1.
 */
final class Spans {
    private static final double THROWN_AWAY = 0.25;

    private final int length;
    private final List<Integer> starts = new ArrayList<>();

    /** @param length of a piece @param overlap of two, at most half of that */
    Spans(int size, int length, int overlap) {
        this.length = Math.min(size, length);
        int count = this.length == size ? 1 : (size - overlap + length - overlap - 1) / (length - overlap);
        for (int i = 0; i < count; i++) {
            starts.add(count == 1 ? 0 : Math.round((float) i * (size - this.length) / (count - 1)));
        }
    }

    int count() {
        return starts.size();
    }

    private int start(int span) {
        return starts.get(span);
    }

    /** A piece on an axis that is finer by a whole factor: the pixels of a stretch of latent, say. */
    Piece piece(int span, int scale) {
        double[] weights = new double[length * scale];
        for (int i = 0; i < weights.length; i++) {
            double place = start(span) + (i + 0.5) / scale;
            double total = 0;
            for (int other = 0; other < count(); other++) {
                total += raw(other, place);
            }
            weights[i] = raw(span, place) / total;
        }
        return new Piece(start(span) * scale, weights);
    }

    /** Where a piece begins, and how much of it counts at each place from there. */
    static final class Piece {
        private final int start;
        private final double[] weights;

        private Piece(int start, double[] weights) {
            this.start = start;
            this.weights = weights;
        }

        int start() {
            return start;
        }

        int length() {
            return weights.length;
        }

        double weight(int place) {
            return weights[place];
        }
    }

    /** Rises over the overlap with the piece before, falls over that with the next; 0 outside. */
    private double raw(int span, double place) {
        int start = start(span);
        if (place < start || place > start + length) {
            return 0;
        }
        double rise = span == 0 ? 1 : ramp(place - start, start(span - 1) + length - start);
        double fall = span == count() - 1 ? 1 : ramp(start + length - place, start + length - start(span + 1));
        return Math.min(rise, fall);
    }

    private static double ramp(double inside, double overlap) {
        double part = inside / overlap;
        return Math.max(0, Math.min(1, (part - THROWN_AWAY) / (1 - 2 * THROWN_AWAY)));
    }
}
