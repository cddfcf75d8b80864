package org.quarry.nodes.noise;

import java.util.stream.IntStream;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** How the places of a resized latent are made of old ones: as PyTorch does with the same names. */
public enum Interpolation {
    /** The one place that lies nearest. */
    NEAREST_EXACT {
        @Override
        Taps taps(int place, int from, int to) {
            return new Taps(Math.min((int) ((place + 0.5) * from / to), from - 1), 1);
        }
    },
    /** Between the two nearest, on a line. */
    BILINEAR {
        @Override
        Taps taps(int place, int from, int to) {
            double middle = Math.max(0, middle(place, from, to));
            double part = middle - Math.floor(middle);
            return new Taps((int) middle, 1 - part, part);
        }
    },
    /** Between the four nearest: Keys' cubic (1981) with a = -3/4. */
    BICUBIC {
        @Override
        Taps taps(int place, int from, int to) {
            double middle = middle(place, from, to);
            double part = middle - Math.floor(middle);
            return new Taps(
                    (int) Math.floor(middle) - 1, cubic(1 + part), cubic(part), cubic(1 - part), cubic(2 - part));
        }
    },
    /** The plain mean of the places that are covered. */
    AREA {
        @Override
        Taps taps(int place, int from, int to) {
            int first = (int) ((long) place * from / to);
            int end = (int) (((long) (place + 1) * from + to - 1) / to);
            double share = 1.0 / (end - first);
            return new Taps(
                    first, IntStream.range(first, end).mapToDouble(i -> share).toArray());
        }
    },
    /** Between the two nearest on an arc, so that what lies between is as strong as they are; ComfyUI's own. */
    BISLERP {
        @Override
        Taps taps(int place, int from, int to) {
            return BILINEAR.taps(place, from, to);
        }

        @Override
        Row mixture(Row[] rows, Taps taps) {
            return rows[0].arc(rows[rows.length - 1], taps.weight(taps.count() - 1));
        }
    };

    private static final double SHARPNESS = -0.75;

    /** Which old places, from one on, make a new one. */
    abstract Taps taps(int place, int from, int to);

    Row mixture(Row[] rows, Taps taps) {
        return Row.mixture(rows, taps);
    }

    /** @param latent shape B,C,H,W */
    Tensor resized(Tensor latent, int width, int height) {
        return along(along(latent, 3, width), 2, height);
    }

    private Tensor along(Tensor latent, int axis, int to) {
        Shape shape = latent.shape();
        int from = shape.size(axis);
        if (from == to) {
            return latent;
        }
        Planes old = new Planes(latent, axis);
        Planes fresh = old.resized(to);
        for (int place = 0; place < to; place++) {
            Taps taps = taps(place, from, to);
            for (int line = 0; line < old.lines(); line++) {
                Row[] rows = new Row[taps.count()];
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = old.row(line, Math.max(0, Math.min(taps.first() + i, from - 1)));
                }
                fresh.set(line, place, mixture(rows, taps));
            }
        }
        return fresh.tensor();
    }

    /** Where the middle of a new place lies among the old ones. */
    private static double middle(int place, int from, int to) {
        return (place + 0.5) * from / to - 0.5;
    }

    private static double cubic(double distance) {
        double x = Math.abs(distance);
        double a = SHARPNESS;
        return x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
    }
}
