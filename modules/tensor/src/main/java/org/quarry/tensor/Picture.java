package org.quarry.tensor;

/**
 * An RGB picture: red, green and blue from 0 to 1 in every pixel, in the encoding of sRGB, as in a PNG.
 *
 * <p>Stored as one tensor of shape {@code [3, height, width]}.
 *
 * @param pixels shape {@code 3,H,W}, nominally 0..1; values outside are allowed until the picture is written
 */
public record Picture(Tensor pixels) {
    /** Checks the shape. */
    public Picture {
        if (pixels.shape().rank() != 3 || pixels.shape().size(0) != 3) {
            throw new IllegalArgumentException("a picture has shape [3, height, width], found " + pixels.shape());
        }
    }

    /** Pixels in a row. */
    public int width() {
        return pixels.shape().size(2);
    }

    /** Rows. */
    public int height() {
        return pixels.shape().size(1);
    }

    /**
     * One colour component of one pixel.
     *
     * @param channel 0 red, 1 green, 2 blue
     */
    public float at(int channel, int row, int column) {
        return pixels.at((channel * height() + row) * width() + column);
    }

    /**
     * Peak signal-to-noise ratio against another picture of equal size, in dB: 10·log10(1 / mean square error).
     *
     * @return infinity if they are equal
     */
    public double psnr(Picture other) {
        return -20 * Math.log10(pixels.rootMeanSquareDifference(other.pixels));
    }
}
