package org.quarry.nodes.image.file;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** Pictures as images of 8 bits per channel. */
final class Levels {
    private Levels() {}

    /** Rounded, and cut off below 0 and above 1. */
    static int of(float value) {
        return value >= 1 ? 255 : value > 0 ? (int) (255 * value + 0.5f) : 0;
    }

    static BufferedImage image(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        int[] colours = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        Tensor pixels = picture.pixels();
        for (int i = 0; i < colours.length; i++) {
            colours[i] = of(pixels.at(i)) << 16
                    | of(pixels.at(colours.length + i)) << 8
                    | of(pixels.at(2 * colours.length + i));
        }
        return image;
    }
}
