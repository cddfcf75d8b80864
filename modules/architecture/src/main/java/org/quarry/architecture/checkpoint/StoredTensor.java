package org.quarry.architecture.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tensor that lies in a file, row by row, little-endian.
 *
 * @param name in its file
 * @param file where it is, absolute
 * @param type of its elements
 * @param axes the size of each axis; empty for a single number
 * @param offset of its first byte within the file
 */
public record StoredTensor(String name, Path file, ElementType type, List<Long> axes, long offset) {
    /** Copies the list. */
    public StoredTensor {
        axes = List.copyOf(axes);
    }

    /** How many numbers it has. */
    public long elements() {
        return axes.stream().reduce(1L, (a, b) -> a * b);
    }

    /** Of all its elements. */
    public long bytes() {
        return elements() * type.bytes();
    }

    /**
     * The same bytes with other axes.
     *
     * @throws IllegalArgumentException if that would be another number of elements
     */
    public StoredTensor shaped(List<Long> newAxes) {
        StoredTensor shaped = new StoredTensor(name, file, type, newAxes, offset);
        if (shaped.elements() != elements()) {
            throw new IllegalArgumentException(name + ": " + axes + " does not fit " + newAxes);
        }
        return shaped;
    }

    /**
     * One of several equal parts along the first axis, as of queries, keys and values that are stored as one.
     *
     * @throws CheckpointException if its rows cannot be divided so
     */
    public StoredTensor part(int index, int parts) {
        if (axes.isEmpty() || axes.get(0) % parts != 0) {
            throw new CheckpointException(file + ": '" + name + "' has the shape " + shape() + ", its rows were to be "
                    + parts + " equal parts");
        }
        return rows(axes.get(0) / parts * index, axes.get(0) / parts);
    }

    /**
     * Some of its rows.
     *
     * @throws CheckpointException if it has not so many
     */
    public StoredTensor rows(long first, long count) {
        if (axes.isEmpty() || first < 0 || count < 0 || first + count > axes.get(0)) {
            throw new CheckpointException(file + ": '" + name + "' has the shape " + shape() + ", rows " + first
                    + " to " + (first + count) + " were wanted");
        }
        long row = axes.get(0) == 0 ? 0 : bytes() / axes.get(0);
        List<Long> fewer = new java.util.ArrayList<>(axes);
        fewer.set(0, count);
        return new StoredTensor(name, file, type, fewer, offset + first * row);
    }

    /** As in {@code 320 x 4 x 3 x 3}. */
    public String shape() {
        return axes.isEmpty()
                ? "a single number"
                : axes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
