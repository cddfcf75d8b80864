package org.quarry.tensor;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * An immutable block of float numbers with a shape, stored row by row (the last axis is contiguous).
 *
 * <p>Pictures and latents are {@code B,C,H,W}: batch, channel, row, column. Arithmetic is done in {@code double} and
 * rounded once to {@code float}, so a formula written as one {@link #mix} or {@link #combine} loses the least.
 */
public final class Tensor {
    private final Shape shape;
    private final float[] values;

    private Tensor(Shape shape, float[] values) {
        if (values.length != shape.count()) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill shape " + shape + ", which has " + shape.count());
        }
        this.shape = shape;
        this.values = values;
    }

    /** A tensor of a copy of the given values, in row order; their number must be the shape's element count. */
    public static Tensor of(Shape shape, float... values) {
        return new Tensor(shape, values.clone());
    }

    /**
     * A tensor that takes the array as its own, without a copy. The caller gives the array away: it must not be written
     * to afterwards.
     */
    public static Tensor adopt(Shape shape, float[] values) {
        return new Tensor(shape, values);
    }

    /** A tensor whose every element is the same value. */
    public static Tensor filled(Shape shape, double value) {
        float[] values = new float[shape.count()];
        Arrays.fill(values, (float) value);
        return new Tensor(shape, values);
    }

    /** A tensor of rank 0. */
    public static Tensor scalar(double value) {
        return new Tensor(Shape.of(), new float[] {(float) value});
    }

    /**
     * Joins tensors along the first axis, the batch.
     *
     * @param parts at least one; all must agree in every axis but the first
     * @throws IllegalArgumentException if they do not
     */
    public static Tensor concatenate(List<Tensor> parts) {
        Tensor first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        int rows = 0;
        for (Tensor part : parts) {
            if (part.shape.rank() == 0 || !part.shape.with(0, 1).equals(first.shape.with(0, 1))) {
                throw new IllegalArgumentException(
                        "cannot join " + part.shape + " to " + first.shape + " along the batch axis");
            }
            rows += part.shape.size(0);
        }
        float[] joined = new float[first.shape.with(0, rows).count()];
        int at = 0;
        for (Tensor part : parts) {
            System.arraycopy(part.values, 0, joined, at, part.values.length);
            at += part.values.length;
        }
        return new Tensor(first.shape.with(0, rows), joined);
    }

    /** The sizes of the axes. */
    public Shape shape() {
        return shape;
    }

    /** The element at a flat, row-order index. */
    public float at(int index) {
        return values[index];
    }

    /**
     * The rows {@code from} (inclusive) to {@code to} (exclusive) of the first axis.
     *
     * @throws IndexOutOfBoundsException if the range does not lie within the first axis
     */
    public Tensor rows(int from, int to) {
        if (from < 0 || to > shape.size(0) || from > to) {
            throw new IndexOutOfBoundsException("rows " + from + " to " + to + " of shape " + shape);
        }
        int row = shape.size(0) == 0 ? 0 : values.length / shape.size(0);
        return new Tensor(shape.with(0, to - from), Arrays.copyOfRange(values, from * row, to * row));
    }

    /** The same values under another shape with the same number of elements; no copy is made. */
    public Tensor reshaped(Shape other) {
        return new Tensor(other, values);
    }

    /** {@code factor · this}. */
    public Tensor times(double factor) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (factor * values[i]);
        }
        return new Tensor(shape, result);
    }

    /** {@code this + other}; the shapes must be equal, or {@code other}'s first axis 1. */
    public Tensor plus(Tensor other) {
        return mix(1, other, 1);
    }

    /** {@code this - other}; the shapes must be equal, or {@code other}'s first axis 1. */
    public Tensor minus(Tensor other) {
        return mix(1, other, -1);
    }

    /**
     * The linear combination {@code a · this + b · other}, the work horse of every sampler.
     *
     * @param other of equal shape, or with a first axis of 1, which then serves every row of the batch
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public Tensor mix(double a, Tensor other, double b) {
        int period = other.periodWithin(shape);
        float[] result = new float[values.length];
        for (int start = 0; start < result.length; start += period) {
            for (int i = 0; i < period; i++) {
                result[start + i] = (float) (a * values[start + i] + b * other.values[i]);
            }
        }
        return new Tensor(shape, result);
    }

    /** Every element through a function, rounded to float. */
    public Tensor map(DoubleUnaryOperator function) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) function.applyAsDouble(values[i]);
        }
        return new Tensor(shape, result);
    }

    /**
     * Every pair of elements through a function, rounded to float.
     *
     * @param other of equal shape, or with a first axis of 1
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public Tensor combine(Tensor other, DoubleBinaryOperator function) {
        int period = other.periodWithin(shape);
        float[] result = new float[values.length];
        for (int start = 0; start < result.length; start += period) {
            for (int i = 0; i < period; i++) {
                result[start + i] = (float) function.applyAsDouble(values[start + i], other.values[i]);
            }
        }
        return new Tensor(shape, result);
    }

    /** The sum of all elements, added up in double. */
    public double sum() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    /** The mean of all elements. */
    public double mean() {
        return sum() / values.length;
    }

    /** The root of the mean square difference from another tensor of equal shape. */
    public double rootMeanSquareDifference(Tensor other) {
        double sum = 0;
        int period = other.periodWithin(shape);
        for (int start = 0; start < values.length; start += period) {
            for (int i = 0; i < period; i++) {
                double difference = (double) values[start + i] - other.values[i];
                sum += difference * difference;
            }
        }
        return Math.sqrt(sum / values.length);
    }

    /** A read-only view of the values in row order, without a copy. */
    public FloatBuffer buffer() {
        return FloatBuffer.wrap(values).asReadOnlyBuffer();
    }

    /** The values in row order, as a new array. */
    public float[] toArray() {
        return values.clone();
    }

    private int periodWithin(Shape batch) {
        boolean fits = shape.equals(batch)
                || (shape.rank() > 0
                        && shape.rank() == batch.rank()
                        && shape.size(0) == 1
                        && shape.equals(batch.with(0, 1)));
        if (!fits) {
            throw new IllegalArgumentException("shape " + shape + " does not fit shape " + batch
                    + "; wanted the same shape, or one with 1 as its first axis");
        }
        return Math.max(1, values.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor && shape.equals(tensor.shape) && Arrays.equals(values, tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    /** The shape and, of a small tensor, the values. */
    @Override
    public String toString() {
        return values.length <= 16 ? shape + " " + Arrays.toString(values) : shape.toString();
    }
}
