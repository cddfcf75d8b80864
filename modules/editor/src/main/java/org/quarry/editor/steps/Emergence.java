package org.quarry.editor.steps;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * When a picture's large shapes and its details are decided: for each step how much of the last estimate's coarse and fine
 * structure its own estimate has, 1 − ‖B(xᵢ) − B(x_N)‖² / ‖B(x_N)‖² for a band B, at least 0. Coarse is the mean of each of
 * 4 x 4 fields; fine is what the mean of each 2 x 2 pixels does not tell.
 *
 * @param coarse for each step
 * @param fine for each step
 */
record Emergence(List<Double> coarse, List<Double> fine) {
    private static final int FIELDS = 4;
    private static final int FINEST = 2;

    Emergence {
        coarse = List.copyOf(coarse);
        fine = List.copyOf(fine);
    }

    /** Of estimates of one shape {@code B,C,H,W}, of which the first of each batch is looked at. */
    static Emergence of(List<Tensor> estimates) {
        if (estimates.isEmpty()) {
            return new Emergence(List.of(), List.of());
        }
        Shape shape = estimates.get(0).shape();
        int field = Math.max(1, Math.min(shape.size(2), shape.size(3)) / FIELDS);
        List<Tensor> large = estimates.stream().map(x -> means(x, field)).toList();
        List<Tensor> small = estimates.stream()
                .map(x -> x.rows(0, 1).minus(means(x, FINEST)))
                .toList();
        return new Emergence(shares(large), shares(small));
    }

    /** The first step, from 0, at which half of a band was there to stay; the last one if none. */
    static int half(List<Double> band) {
        int half = Math.max(0, band.size() - 1);
        for (int i = band.size() - 1; i >= 0 && band.get(i) >= 0.5; i--) {
            half = i;
        }
        return half;
    }

    private static List<Double> shares(List<Tensor> band) {
        Tensor last = band.get(band.size() - 1);
        double all = squares(last);
        List<Double> shares = new ArrayList<>();
        for (Tensor step : band) {
            double missing = squares(step.minus(last));
            shares.add(all == 0 ? 1.0 : Math.max(0, 1 - missing / all));
        }
        return shares;
    }

    private static double squares(Tensor tensor) {
        double sum = 0;
        for (int i = 0; i < tensor.shape().count(); i++) {
            sum += (double) tensor.at(i) * tensor.at(i);
        }
        return sum;
    }

    /** Each pixel replaced by the mean of its field of so many pixels. */
    static Tensor means(Tensor batch, int field) {
        Tensor x = batch.rows(0, 1);
        int height = x.shape().size(2);
        int width = x.shape().size(3);
        float[] result = new float[x.shape().count()];
        for (int plane = 0; plane < x.shape().size(1); plane++) {
            for (int top = 0; top < height; top += field) {
                for (int left = 0; left < width; left += field) {
                    fill(
                            x,
                            result,
                            new Area(
                                    plane * height * width,
                                    width,
                                    top,
                                    left,
                                    Math.min(field, height - top),
                                    Math.min(field, width - left)));
                }
            }
        }
        return Tensor.adopt(x.shape(), result);
    }

    private record Area(int start, int stride, int top, int left, int high, int wide) {
        int at(int row, int column) {
            return start + (top + row) * stride + left + column;
        }
    }

    private static void fill(Tensor x, float[] result, Area area) {
        double sum = 0;
        for (int row = 0; row < area.high(); row++) {
            for (int column = 0; column < area.wide(); column++) {
                sum += x.at(area.at(row, column));
            }
        }
        float mean = (float) (sum / (area.high() * area.wide()));
        for (int row = 0; row < area.high(); row++) {
            for (int column = 0; column < area.wide(); column++) {
                result[area.at(row, column)] = mean;
            }
        }
    }
}
