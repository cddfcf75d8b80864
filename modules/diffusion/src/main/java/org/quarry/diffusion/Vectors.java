package org.quarry.diffusion;

import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** A tensor seen as vectors of equal length, one after the other: one for each of a batch, or one for each channel. */
record Vectors(int length) {
    /** One vector for each of the batch: all axes but the first. */
    static Vectors ofBatch(Shape shape) {
        return new Vectors(Math.max(1, shape.count() / Math.max(1, shape.size(0))));
    }

    /** One vector for each channel: the last two axes. */
    static Vectors ofChannels(Shape shape) {
        return new Vectors(Math.max(1, shape.size(-1) * shape.size(-2)));
    }

    /** ⟨x, y⟩ of each pair of vectors, added up in double. */
    double[] dot(Tensor x, Tensor y) {
        requireEqual(x.shape(), y.shape());
        double[] sums = new double[x.shape().count() / length];
        for (int vector = 0; vector < sums.length; vector++) {
            double sum = 0;
            for (int i = vector * length; i < (vector + 1) * length; i++) {
                sum += (double) x.at(i) * y.at(i);
            }
            sums[vector] = sum;
        }
        return sums;
    }

    /** {@code a · x + b · y}, with factors of its own for each vector. */
    Tensor mix(double[] a, Tensor x, double[] b, Tensor y) {
        requireEqual(x.shape(), y.shape());
        float[] mixed = new float[x.shape().count()];
        for (int vector = 0; vector < a.length; vector++) {
            for (int i = vector * length; i < (vector + 1) * length; i++) {
                mixed[i] = (float) (a[vector] * x.at(i) + b[vector] * y.at(i));
            }
        }
        return Tensor.adopt(x.shape(), mixed);
    }

    /** x with its part along y times a factor: {@code x + (factor − 1) · ⟨x, y⟩ / ⟨y, y⟩ · y}. */
    Tensor weighAlong(Tensor x, Tensor y, double factor) {
        double[] ones = new double[x.shape().count() / length];
        double[] along = dot(x, y);
        double[] squares = dot(y, y);
        for (int vector = 0; vector < ones.length; vector++) {
            ones[vector] = 1;
            along[vector] *= squares[vector] == 0 ? 0 : (factor - 1) / squares[vector];
        }
        return mix(ones, x, along, y);
    }

    private static void requireEqual(Shape one, Shape other) {
        if (!one.equals(other)) {
            throw new IllegalArgumentException("shapes " + one + " and " + other + " differ; wanted equal ones");
        }
    }
}
