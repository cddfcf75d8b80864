package org.quarry.nodes.mask;

import java.util.Arrays;
import org.quarry.node.Call;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** How a mask grows: each pixel takes the largest value within a distance, in a circle or a square. */
public enum Growth {
    /** As far in all directions: corners become round. */
    ROUND {
        @Override
        int halfWidth(int radius, int row) {
            return (int) Math.floor(Math.sqrt((double) radius * radius - (double) row * row));
        }
    },
    /** As far along both axes: corners stay. */
    SQUARE {
        @Override
        int halfWidth(int radius, int row) {
            return radius;
        }
    };

    /** How far the shape reaches to both sides, so many rows from its middle. */
    abstract int halfWidth(int radius, int row);

    /** The largest value round each pixel. @param radius in pixels, from 0 */
    Mask grow(Mask mask, int radius, Call call) {
        int width = mask.width();
        int height = mask.height();
        float[] values = mask.coverage().toArray();
        float[] grown = values.clone();
        float[] wide = new float[values.length];
        for (int row = 0; row <= radius; row++) {
            call.checkCancelled();
            for (int y = 0; y < height; y++) {
                widen(values, wide, y * width, width, halfWidth(radius, row));
            }
            largest(grown, wide, row * width);
        }
        return new Mask(Tensor.adopt(Shape.of(1, height, width), grown));
    }

    /** The smallest value round each pixel. What lies beyond the picture does not count. */
    Mask shrink(Mask mask, int radius, Call call) {
        Mask rest = grow(new Mask(mask.coverage().map(value -> 1 - value)), radius, call);
        return new Mask(rest.coverage().map(value -> 1 - value));
    }

    /** Takes over what is larger so many values before and after. */
    private static void largest(float[] grown, float[] wide, int offset) {
        for (int i = 0; i + offset < grown.length; i++) {
            grown[i] = Math.max(grown[i], wide[i + offset]);
            grown[i + offset] = Math.max(grown[i + offset], wide[i]);
        }
    }

    /**
     * The running maximum of one row over {@code 2 · half + 1} values, by van Herk (1992): the row is cut into blocks of that
     * length, and each window is the end of one block and the beginning of the next, so the time does not depend on it.
     */
    private static void widen(float[] values, float[] wide, int start, int width, int half) {
        int window = 2 * half + 1;
        float[] forward = new float[width + 2 * half];
        Arrays.fill(forward, 0, half, Float.NEGATIVE_INFINITY);
        Arrays.fill(forward, half + width, forward.length, Float.NEGATIVE_INFINITY);
        System.arraycopy(values, start, forward, half, width);
        float[] backward = forward.clone();
        for (int i = 1; i < forward.length; i++) {
            if (i % window != 0) {
                forward[i] = Math.max(forward[i], forward[i - 1]);
            }
            int mirrored = forward.length - 1 - i;
            if ((mirrored + 1) % window != 0) {
                backward[mirrored] = Math.max(backward[mirrored], backward[mirrored + 1]);
            }
        }
        for (int x = 0; x < width; x++) {
            wide[start + x] = Math.max(backward[x], forward[x + window - 1]);
        }
    }
}
