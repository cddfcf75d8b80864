package org.quarry.editor.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.WeakHashMap;
import org.quarry.tensor.Picture;

/** Pictures no larger than a node shows them, made small once. To be used on the event thread. */
public final class Thumbnails {
    /** The longest side. */
    private static final int SIDE = 512;

    private static final Map<BufferedImage, BufferedImage> MADE = new WeakHashMap<>();

    private Thumbnails() {}

    /** A picture, made small if it is not. */
    public static BufferedImage of(Picture picture) {
        BufferedImage image = Images.of(picture);
        // An entry that held its own key would never go.
        return large(image) ? MADE.computeIfAbsent(image, Thumbnails::shrunk) : image;
    }

    private static boolean large(BufferedImage image) {
        return Math.max(image.getWidth(), image.getHeight()) > SIDE;
    }

    /** By halves, so that each pixel counts. */
    private static BufferedImage shrunk(BufferedImage whole) {
        BufferedImage image = whole;
        while (large(image)) {
            int width = Math.max(1, image.getWidth() / 2);
            int height = Math.max(1, image.getHeight() / 2);
            BufferedImage half = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = half.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            g.drawImage(image, 0, 0, width, height, null);
            g.dispose();
            image = half;
        }
        return image;
    }
}
