package org.quarry.tensor;

import java.util.List;

/**
 * Which part of a picture is meant: 1 where it is, 0 where not, between at soft edges.
 *
 * <p>Stored as one tensor of shape {@code [1, height, width]}.
 *
 * @param coverage shape {@code 1,H,W}, 0..1
 */
public record Mask(Tensor coverage) {
    /** Checks the shape. */
    public Mask {
        if (coverage.shape().rank() != 3 || coverage.shape().size(0) != 1) {
            throw new IllegalArgumentException("a mask has shape [1, height, width], found " + coverage.shape());
        }
    }

    /** The same coverage everywhere. @param width and @param height in pixels @param value 0..1 */
    public static Mask filled(int width, int height, double value) {
        return new Mask(Tensor.filled(Shape.of(1, height, width), value));
    }

    /** Pixels in a row. */
    public int width() {
        return coverage.shape().size(2);
    }

    /** Rows. */
    public int height() {
        return coverage.shape().size(1);
    }

    /** The coverage of one pixel. */
    public float at(int row, int column) {
        return coverage.at(row * width() + column);
    }

    /** The mask as a picture: white where it is 1, black where it is 0. */
    public Picture picture() {
        Tensor row = coverage.reshaped(Shape.of(1, coverage.shape().count()));
        Tensor three = Tensor.concatenate(List.of(row, row, row));
        return new Picture(three.reshaped(Shape.of(3, height(), width())));
    }
}
