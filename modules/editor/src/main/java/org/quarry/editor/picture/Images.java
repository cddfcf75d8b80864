package org.quarry.editor.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** Pictures as the JDK draws them; each is converted once as long as somebody holds it. */
public final class Images {
    private static final Map<Key, BufferedImage> MADE = new HashMap<>();
    private static final ReferenceQueue<Tensor> GONE = new ReferenceQueue<>();

    private Images() {}

    /** Pixels by identity: to compare them would take longer than to draw them. */
    private static final class Key extends WeakReference<Tensor> {
        private final int hash;

        Key(Tensor pixels) {
            super(pixels, GONE);
            hash = System.identityHashCode(pixels);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return this == other || other instanceof Key key && get() != null && get() == key.get();
        }
    }

    /** A picture, rounded to 8 bits. */
    public static synchronized BufferedImage of(Picture picture) {
        for (Reference<? extends Tensor> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            MADE.remove((Key) gone);
        }
        return MADE.computeIfAbsent(new Key(picture.pixels()), key -> convert(picture));
    }

    private static BufferedImage convert(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        int[] colours = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int plane = colours.length;
        for (int i = 0; i < plane; i++) {
            colours[i] = level(picture.pixels(), i) << 16
                    | level(picture.pixels(), plane + i) << 8
                    | level(picture.pixels(), 2 * plane + i);
        }
        return image;
    }

    private static int level(Tensor pixels, int index) {
        return Math.round(255 * Math.max(0, Math.min(1, pixels.at(index))));
    }
}
