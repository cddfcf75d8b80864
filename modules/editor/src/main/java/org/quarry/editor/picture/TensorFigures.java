package org.quarry.editor.picture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * What numbers say of a tensor. Elements that are not finite are counted and left out of everything else.
 *
 * @param shape its sizes
 * @param mean of its elements; NaN if there is none
 * @param deviation the standard deviation: √(mean of the squares of their distance from the mean)
 * @param min smallest
 * @param max largest
 * @param notNumbers how many are NaN
 * @param infinite how many are infinite
 * @param histogram how many lie in each of equal parts from the smallest to the largest
 */
public record TensorFigures(
        Shape shape,
        double mean,
        double deviation,
        double min,
        double max,
        int notNumbers,
        int infinite,
        List<Integer> histogram) {
    private static final int BINS = 48;

    /** Copies the list. */
    public TensorFigures {
        histogram = List.copyOf(histogram);
    }

    /** The figures of a tensor. */
    public static TensorFigures of(Tensor tensor) {
        int count = tensor.shape().count();
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        int notNumbers = 0;
        int infinite = 0;
        for (int i = 0; i < count; i++) {
            float value = tensor.at(i);
            if (Float.isNaN(value)) {
                notNumbers++;
            } else if (Float.isInfinite(value)) {
                infinite++;
            } else {
                sum += value;
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        int finite = count - notNumbers - infinite;
        double mean = sum / finite;
        return new TensorFigures(
                tensor.shape(),
                mean,
                deviation(tensor, mean, finite),
                finite == 0 ? Double.NaN : min,
                finite == 0 ? Double.NaN : max,
                notNumbers,
                infinite,
                histogram(tensor, min, max));
    }

    // In two passes: the difference of large squares would lose the digits that matter.
    private static double deviation(Tensor tensor, double mean, int finite) {
        double squares = 0;
        for (int i = 0; i < tensor.shape().count(); i++) {
            float value = tensor.at(i);
            if (Float.isFinite(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        return Math.sqrt(squares / finite);
    }

    private static List<Integer> histogram(Tensor tensor, double min, double max) {
        List<Integer> bins = new ArrayList<>(Collections.nCopies(BINS, 0));
        for (int i = 0; i < tensor.shape().count(); i++) {
            float value = tensor.at(i);
            if (Float.isFinite(value)) {
                double share = max > min ? (value - min) / (max - min) : 0.5;
                int bin = Math.min(BINS - 1, (int) (share * BINS));
                bins.set(bin, bins.get(bin) + 1);
            }
        }
        return bins;
    }
}
