package org.quarry.editor.preview;

import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** How two pictures are shown. */
public enum Comparison {
    /** Only the one. */
    SINGLE("Single"),
    /** Both, beside each other. */
    SIDE_BY_SIDE("Side by side"),
    /** One left and the other right of a line that can be moved. */
    WIPE("Wipe"),
    /** Where and how much they differ. */
    DIFFERENCE("Difference");

    private static final double GREY = 0.5;

    private final String label;

    Comparison(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }

    /** Whether two pictures have a difference: they are of one size. */
    static boolean comparable(Picture one, Picture other) {
        return one.width() == other.width() && one.height() == other.height();
    }

    /**
     * Grey where two pictures of one size are equal, lighter or darker in each colour where the first has more or less of
     * it: ½ + gain · (a − b) / 2.
     */
    static Picture difference(Picture one, Picture other, double gain) {
        Tensor pixels = one.pixels().combine(other.pixels(), (a, b) -> GREY + gain * (a - b) / 2);
        return new Picture(pixels);
    }
}
