package org.quarry.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor's axes, outermost first. A scalar has no axes and one element.
 *
 * <p>Printed as {@code [1, 4, 16, 16]}.
 */
public final class Shape {
    private final int[] sizes;

    private Shape(int[] sizes) {
        this.sizes = sizes;
    }

    /**
     * A shape with the given axes.
     *
     * @param sizes the size of each axis, none negative; their product must fit an {@code int}
     * @throws IllegalArgumentException if a size is negative or there are too many elements for one array
     */
    public static Shape of(int... sizes) {
        long count = 1;
        for (int size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException("shape " + Arrays.toString(sizes) + " has a negative axis");
            }
            count *= size;
            if (count > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("shape " + Arrays.toString(sizes) + " has more elements than "
                        + Integer.MAX_VALUE + "; make it smaller or split it");
            }
        }
        return new Shape(sizes.clone());
    }

    /** The number of axes. */
    public int rank() {
        return sizes.length;
    }

    /**
     * The size of one axis.
     *
     * @param axis from 0, or negative to count from the end: -1 is the innermost axis
     * @throws IndexOutOfBoundsException if there is no such axis
     */
    public int size(int axis) {
        return sizes[axis < 0 ? sizes.length + axis : axis];
    }

    /** The number of elements: the product of all sizes, 1 for a scalar. */
    public int count() {
        int count = 1;
        for (int size : sizes) {
            count *= size;
        }
        return count;
    }

    /**
     * This shape with another size at one axis.
     *
     * @param axis from 0, or negative to count from the end
     * @param size the new size, not negative
     */
    public Shape with(int axis, int size) {
        int[] changed = sizes.clone();
        changed[axis < 0 ? sizes.length + axis : axis] = size;
        return of(changed);
    }

    /** The sizes as a new array. */
    public int[] toArray() {
        return sizes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    @Override
    public String toString() {
        return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
