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
 * rounded once to {@code float}, so a formula written as one {@link #mix}, {@link #combine} or {@link Combination} loses the
 * least. A {@link #precise} tensor keeps {@code double} numbers, and so does all that is computed with one: for proofs
 * that float rounding would hide.
 */
public final class Tensor {
    private final Shape shape;
    private final Values values;

    Tensor(Shape shape, Values values) {
        if (values.count() != shape.count()) {
            throw new IllegalArgumentException(
                    values.count() + " values do not fill shape " + shape + ", which has " + shape.count());
        }
        this.shape = shape;
        this.values = values;
    }

    /** A tensor of a copy of the given values, in row order; their number must be the shape's element count. */
    public static Tensor of(Shape shape, float... values) {
        return adopt(shape, values.clone());
    }

    /**
     * A tensor that takes the array as its own, without a copy. The caller gives the array away: it must not be written
     * to afterwards.
     */
    public static Tensor adopt(Shape shape, float[] values) {
        return new Tensor(shape, new Values.Floats(values));
    }

    /** A tensor of a copy of the given values that keeps them as double, as do all results computed with it. */
    public static Tensor precise(Shape shape, double... values) {
        return new Tensor(shape, new Values.Doubles(values.clone()));
    }

    /** A tensor whose every element is the same value. */
    public static Tensor filled(Shape shape, double value) {
        float[] values = new float[shape.count()];
        Arrays.fill(values, (float) value);
        return adopt(shape, values);
    }

    /** A tensor of rank 0. */
    public static Tensor scalar(double value) {
        return adopt(Shape.of(), new float[] {(float) value});
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
        Shape joined = first.shape.with(0, rows);
        Values values = Values.blank(joined.count(), parts.stream().anyMatch(Tensor::isPrecise));
        int start = 0;
        for (Tensor part : parts) {
            int at = start;
            Values.blocks(part.values.count(), (from, block, length) -> {
                part.values.scale(1, from, block, length);
                values.write(at + from, block, length);
            });
            start += part.values.count();
        }
        return new Tensor(joined, values);
    }

    /** The sizes of the axes. */
    public Shape shape() {
        return shape;
    }

    Values values() {
        return values;
    }

    /** Whether the numbers are double. */
    public boolean isPrecise() {
        return values instanceof Values.Doubles;
    }

    /** The element at a flat, row-order index. */
    public float at(int index) {
        return (float) values.at(index);
    }

    /** The element at a flat, row-order index, not rounded if the tensor is {@link #precise}. */
    public double exactAt(int index) {
        return values.at(index);
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
        int row = shape.size(0) == 0 ? 0 : values.count() / shape.size(0);
        return new Tensor(shape.with(0, to - from), values.slice(from * row, to * row));
    }

    /** The same values under another shape with the same number of elements; no copy is made. */
    public Tensor reshaped(Shape other) {
        return new Tensor(other, values);
    }

    /** {@code factor · this}. */
    public Tensor times(double factor) {
        Values result = Values.blank(values.count(), isPrecise());
        Values.blocks(result.count(), (from, block, length) -> {
            values.scale(factor, from, block, length);
            result.write(from, block, length);
        });
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
     * The linear combination {@code a · this + b · other}. Longer ones are written as a {@link Combination}.
     *
     * @param other of equal shape, or with a first axis of 1, which then serves every row of the batch
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public Tensor mix(double a, Tensor other, double b) {
        return WeightedSum.of(List.of(this, other), a, b);
    }

    /** Every element through a function. */
    public Tensor map(DoubleUnaryOperator function) {
        Values result = Values.blank(values.count(), isPrecise());
        Values.blocks(result.count(), (from, block, length) -> {
            values.scale(1, from, block, length);
            for (int i = 0; i < length; i++) {
                block[i] = function.applyAsDouble(block[i]);
            }
            result.write(from, block, length);
        });
        return new Tensor(shape, result);
    }

    /**
     * Every pair of elements through a function.
     *
     * @param other of equal shape, or with a first axis of 1
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public Tensor combine(Tensor other, DoubleBinaryOperator function) {
        int period = other.periodWithin(shape);
        Values result = Values.blank(values.count(), isPrecise() || other.isPrecise());
        double[] seconds = new double[Math.min(period, Values.BLOCK)];
        for (int start = 0; start < result.count(); start += period) {
            int row = start;
            Values.blocks(period, (from, block, length) -> {
                values.scale(1, row + from, block, length);
                other.values.scale(1, from, seconds, length);
                for (int i = 0; i < length; i++) {
                    block[i] = function.applyAsDouble(block[i], seconds[i]);
                }
                result.write(row + from, block, length);
            });
        }
        return new Tensor(shape, result);
    }

    /** The sum of all elements, added up in double. */
    public double sum() {
        double[] sum = new double[1];
        Values.blocks(values.count(), (from, block, length) -> {
            values.scale(1, from, block, length);
            for (int i = 0; i < length; i++) {
                sum[0] += block[i];
            }
        });
        return sum[0];
    }

    /** The mean of all elements. */
    public double mean() {
        return sum() / values.count();
    }

    /** The root of the mean square difference from another tensor of equal shape. */
    public double rootMeanSquareDifference(Tensor other) {
        Tensor differences = precise().minus(other);
        return Math.sqrt(differences.map(difference -> difference * difference).mean());
    }

    /** The same values, kept as double; what is computed with them is not rounded to float. */
    public Tensor precise() {
        return isPrecise() ? this : precise(shape, toDoubles());
    }

    /** A read-only view of the values in row order, without a copy unless they are double. */
    public FloatBuffer buffer() {
        return FloatBuffer.wrap(values.floats()).asReadOnlyBuffer();
    }

    /** The values in row order, as a new array. */
    public float[] toArray() {
        return isPrecise() ? values.floats() : values.floats().clone();
    }

    /** The values in row order, as a new array that is not rounded. */
    public double[] toDoubles() {
        double[] all = new double[values.count()];
        values.scale(1, 0, all, all.length);
        return all;
    }

    /** How many elements of a batch this serves before it begins anew: all of them, or one row. */
    int periodWithin(Shape batch) {
        boolean fits = shape.equals(batch)
                || (shape.rank() > 0
                        && shape.rank() == batch.rank()
                        && shape.size(0) == 1
                        && shape.equals(batch.with(0, 1)));
        if (!fits) {
            throw new IllegalArgumentException("shape " + shape + " does not fit shape " + batch
                    + "; wanted the same shape, or one with 1 as its first axis");
        }
        return Math.max(1, values.count());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor tensor && shape.equals(tensor.shape) && values.equals(tensor.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + values.hashCode();
    }

    /** The shape and, of a small tensor, the values. */
    @Override
    public String toString() {
        if (values.count() > 16) {
            return shape.toString();
        }
        return shape + " " + (isPrecise() ? Arrays.toString(toDoubles()) : Arrays.toString(values.floats()));
    }
}
