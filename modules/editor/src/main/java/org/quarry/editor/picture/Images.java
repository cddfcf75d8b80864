package org.quarry.editor.picture;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.quarry.tensor.Picture;

/** Pictures as the JDK draws them; each is converted once as long as somebody holds it. */
public final class Images {
    private static final Map<Picture, BufferedImage> MADE = Collections.synchronizedMap(new WeakHashMap<>());

    private Images() {}

    /** A picture, rounded to 8 bits. */
    public static BufferedImage of(Picture picture) {
        return MADE.computeIfAbsent(picture, Images::convert);
    }

    private static BufferedImage convert(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                image.setRGB(
                        x, y, level(picture, 0, y, x) << 16 | level(picture, 1, y, x) << 8 | level(picture, 2, y, x));
            }
        }
        return image;
    }

    private static int level(Picture picture, int channel, int row, int column) {
        return Math.round(255 * Math.max(0, Math.min(1, picture.at(channel, row, column))));
    }
}
