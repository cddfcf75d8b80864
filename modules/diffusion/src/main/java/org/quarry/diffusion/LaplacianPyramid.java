package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * Burt and Adelson (1983), "The Laplacian Pyramid as a Compact Image Code": a picture as details of falling frequency.
 * Level k is what blurring and halving loses of what level k − 1 left over; the last level is the small blurred rest.
 * Added up again they give the picture back.
 *
 * <p>The blur is the binomial (1 4 6 4 1) / 16 in both directions, mirrored at the borders; halving and doubling are
 * bilinear, as in Kornia. Where Kornia extends a picture to a power of two and gives back a larger one, here an odd side
 * is extended by one and cut again.
 */
final class LaplacianPyramid {
    private static final double[] BINOMIAL = {1 / 16.0, 4 / 16.0, 6 / 16.0, 4 / 16.0, 1 / 16.0};

    private LaplacianPyramid() {}

    /**
     * The levels of a picture, the finest first.
     *
     * @param picture shape {@code …,H,W}
     * @param count how many, at least 1
     */
    static List<Tensor> of(Tensor picture, int count) {
        List<Tensor> levels = new ArrayList<>();
        Tensor rest = picture;
        for (int i = 1; i < count; i++) {
            Tensor smaller = resampled(rest, LaplacianPyramid::blurredAndHalved);
            levels.add(rest.minus(doubled(smaller, rest.shape())));
            rest = smaller;
        }
        levels.add(rest);
        return levels;
    }

    /** The picture that has these levels. */
    static Tensor sum(List<Tensor> levels) {
        Tensor picture = levels.get(levels.size() - 1);
        for (int i = levels.size() - 2; i >= 0; i--) {
            picture = levels.get(i).plus(doubled(picture, levels.get(i).shape()));
        }
        return picture;
    }

    private static Tensor doubled(Tensor picture, Shape wanted) {
        Tensor larger = resampled(picture, LaplacianPyramid::doubledAndBlurred);
        boolean even = larger.shape().equals(wanted);
        return even ? larger : cut(larger, wanted);
    }

    /** Every row of every plane through a function of lines, then every column. */
    private static Tensor resampled(Tensor picture, UnaryOperator<double[]> line) {
        int height = picture.shape().size(-2);
        int width = picture.shape().size(-1);
        int planes = picture.shape().count() / (height * width);
        int newHeight = line.apply(new double[height]).length;
        int newWidth = line.apply(new double[width]).length;
        float[] values = new float[planes * newHeight * newWidth];
        for (int plane = 0; plane < planes; plane++) {
            double[][] rows = new double[height][];
            for (int y = 0; y < height; y++) {
                rows[y] = line.apply(row(picture, plane * height + y));
            }
            for (int x = 0; x < newWidth; x++) {
                double[] column = line.apply(column(rows, x));
                for (int y = 0; y < newHeight; y++) {
                    values[(plane * newHeight + y) * newWidth + x] = (float) column[y];
                }
            }
        }
        return Tensor.adopt(picture.shape().with(-2, newHeight).with(-1, newWidth), values);
    }

    private static Tensor cut(Tensor picture, Shape wanted) {
        int width = wanted.size(-1);
        float[] values = new float[wanted.count()];
        for (int at = 0; at < values.length; at += width) {
            int plane = at / width / wanted.size(-2);
            int y = at / width % wanted.size(-2);
            int from = (plane * picture.shape().size(-2) + y) * picture.shape().size(-1);
            for (int x = 0; x < width; x++) {
                values[at + x] = picture.at(from + x);
            }
        }
        return Tensor.adopt(wanted, values);
    }

    private static double[] row(Tensor picture, int index) {
        double[] row = new double[picture.shape().size(-1)];
        for (int x = 0; x < row.length; x++) {
            row[x] = picture.at(index * row.length + x);
        }
        return row;
    }

    private static double[] column(double[][] rows, int x) {
        return Arrays.stream(rows).mapToDouble(row -> row[x]).toArray();
    }

    private static double[] blurredAndHalved(double[] line) {
        double[] blurred = blurred(line);
        double[] half = new double[(line.length + 1) / 2];
        for (int i = 0; i < half.length; i++) {
            half[i] = (blurred[2 * i] + blurred[mirrored(2 * i + 1, line.length)]) / 2;
        }
        return half;
    }

    /** New places lie a quarter before and a quarter behind the old ones. */
    private static double[] doubledAndBlurred(double[] line) {
        double[] twice = new double[2 * line.length];
        for (int i = 0; i < line.length; i++) {
            twice[2 * i] = 0.25 * line[Math.max(0, i - 1)] + 0.75 * line[i];
            twice[2 * i + 1] = 0.75 * line[i] + 0.25 * line[Math.min(line.length - 1, i + 1)];
        }
        return blurred(twice);
    }

    private static double[] blurred(double[] line) {
        double[] blurred = new double[line.length];
        for (int i = 0; i < line.length; i++) {
            for (int tap = 0; tap < BINOMIAL.length; tap++) {
                blurred[i] += BINOMIAL[tap] * line[mirrored(i + tap - 2, line.length)];
            }
        }
        return blurred;
    }

    /** The border itself is not repeated: −1 is 1. */
    private static int mirrored(int index, int length) {
        if (length == 1) {
            return 0;
        }
        int period = 2 * (length - 1);
        int within = Math.floorMod(index, period);
        return Math.min(within, period - within);
    }
}
