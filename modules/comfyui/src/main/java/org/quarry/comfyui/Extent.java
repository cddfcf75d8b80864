package org.quarry.comfyui;

/** A size in pixels. */
record Extent(int width, int height) {
    /** @param grid of how many pixels both sides are multiples */
    Extent by(double factor, int grid) {
        return new Extent(
                (int) Math.rint(width / grid * factor) * grid, (int) Math.rint(height / grid * factor) * grid);
    }
}
