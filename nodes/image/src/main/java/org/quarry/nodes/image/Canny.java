package org.quarry.nodes.image;

import java.util.ArrayDeque;
import java.util.Deque;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * Edges by Canny (1986): blur, differences, thinning to the largest change across an edge, and two thresholds. Numbers are those of
 * OpenCV: Sobel's differences of 8-bit values over 3 x 3 pixels, the picture going on beyond its border, |dx| + |dy| as the size of a
 * change, and of three colours the one that changes most.
 */
final class Canny {
    private static final int LEVELS = 255;
    private static final double BLUR_REACH = 3;

    /** tan 22.5°, and tan 67.5° = 2 + tan 22.5°, in parts of 2¹⁵: whether an edge is crossed along, down or across. */
    private static final int SHIFT = 15;

    private static final long TANGENT = Math.round((Math.sqrt(2) - 1) * (1 << SHIFT));

    private final int width;
    private final int height;
    private final int[] across;
    private final int[] down;

    /** Sizes of changes, with a border of none around. */
    private final int[] sizes;

    private Canny(int width, int height) {
        this.width = width;
        this.height = height;
        this.across = new int[width * height];
        this.down = new int[width * height];
        this.sizes = new int[(width + 2) * (height + 2)];
    }

    /** @param blur standard deviation, 0 for none @param low and @param high thresholds of |dx| + |dy| */
    static Picture edges(Picture picture, double blur, double low, double high) {
        Canny canny = new Canny(picture.width(), picture.height());
        float[] pixels = picture.pixels().toArray();
        int plane = canny.width * canny.height;
        for (int colour = 0; colour < pixels.length / plane; colour++) {
            canny.measure(canny.levels(pixels, colour * plane, blur));
        }
        boolean[] edges = canny.followed((int) Math.floor(low), (int) Math.floor(high));
        float[] drawn = new float[pixels.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = edges[i % plane] ? 1 : 0;
        }
        return new Picture(Tensor.adopt(Shape.of(pixels.length / plane, canny.height, canny.width), drawn));
    }

    /** One colour in 8 bits. */
    private int[] levels(float[] pixels, int from, double blur) {
        double[] plane = new double[width * height];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = pixels[from + i];
        }
        double[] soft = blur == 0 ? plane : blurred(blurred(plane, 1, blur), width, blur);
        int[] levels = new int[plane.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (int) Math.round(soft[i] * LEVELS);
        }
        return levels;
    }

    /** Along rows or columns by a Gaussian. @param step from one pixel to the next: 1, or the width */
    private double[] blurred(double[] plane, int step, double blur) {
        int reach = (int) Math.ceil(BLUR_REACH * blur);
        int count = step == 1 ? width : height;
        double[] soft = new double[plane.length];
        for (int i = 0; i < plane.length; i++) {
            int place = step == 1 ? i % width : i / width;
            double sum = 0;
            double total = 0;
            for (int offset = -reach; offset <= reach; offset++) {
                double weight = Math.exp(-offset * offset / (2 * blur * blur));
                int other = Math.max(0, Math.min(count - 1, place + offset));
                sum += weight * plane[i + (other - place) * step];
                total += weight;
            }
            soft[i] = sum / total;
        }
        return soft;
    }

    /** Keeps the differences of this colour where they are larger than those of the colours before. */
    private void measure(int[] levels) {
        for (int y = 0; y < height; y++) {
            int above = Math.max(0, y - 1) * width;
            int row = y * width;
            int below = Math.min(height - 1, y + 1) * width;
            for (int x = 0; x < width; x++) {
                int left = Math.max(0, x - 1);
                int right = Math.min(width - 1, x + 1);
                int dx = levels[above + right]
                        - levels[above + left]
                        + 2 * (levels[row + right] - levels[row + left])
                        + levels[below + right]
                        - levels[below + left];
                int dy = levels[below + left]
                        - levels[above + left]
                        + 2 * (levels[below + x] - levels[above + x])
                        + levels[below + right]
                        - levels[above + right];
                int size = Math.abs(dx) + Math.abs(dy);
                if (size > sizes[padded(x, y)]) {
                    across[row + x] = dx;
                    down[row + x] = dy;
                    sizes[padded(x, y)] = size;
                }
            }
        }
    }

    private int padded(int x, int y) {
        return (y + 1) * (width + 2) + x + 1;
    }

    /** Edges that begin above the upper threshold, along neighbours in all eight directions above the lower one. */
    private boolean[] followed(int low, int high) {
        boolean[] thin = new boolean[width * height];
        boolean[] edges = new boolean[width * height];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < thin.length; i++) {
            int size = sizes[padded(i % width, i / width)];
            thin[i] = size > low && isLargestAcross(i % width, i / width);
            if (thin[i] && size > high) {
                edges[i] = true;
                open.push(i);
            }
        }
        while (!open.isEmpty()) {
            int at = open.pop();
            for (int y = Math.max(0, at / width - 1); y <= Math.min(height - 1, at / width + 1); y++) {
                for (int x = Math.max(0, at % width - 1); x <= Math.min(width - 1, at % width + 1); x++) {
                    int next = y * width + x;
                    if (thin[next] && !edges[next]) {
                        edges[next] = true;
                        open.push(next);
                    }
                }
            }
        }
        return edges;
    }

    /** Of two equal neighbours one only, so that an edge is one pixel wide. */
    private boolean isLargestAcross(int x, int y) {
        int at = padded(x, y);
        int dx = across[y * width + x];
        int dy = down[y * width + x];
        long steep = (long) Math.abs(dy) << SHIFT;
        long flat = Math.abs(dx) * TANGENT;
        int size = sizes[at];
        int row = width + 2;
        if (steep < flat) {
            return size > sizes[at - 1] && size >= sizes[at + 1];
        } else if (steep > flat + ((long) Math.abs(dx) << (SHIFT + 1))) {
            return size > sizes[at - row] && size >= sizes[at + row];
        }
        int side = (dx ^ dy) < 0 ? -1 : 1;
        return size > sizes[at - row - side] && size > sizes[at + row + side];
    }
}
