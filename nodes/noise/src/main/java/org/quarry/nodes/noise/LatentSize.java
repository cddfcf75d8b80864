package org.quarry.nodes.noise;

import java.util.Map;
import java.util.Optional;
import org.quarry.node.NodeException;
import org.quarry.node.model.Model;
import org.quarry.tensor.Shape;

/** The size of the latent of a picture. */
record LatentSize(int channels, int height, int width) {
    private static final int USUAL_CHANNELS = 4;
    static final int USUAL_FACTOR = 8;

    /** @param width and @param height of the picture in pixels */
    static LatentSize of(Optional<Model> model, int width, int height) {
        Map<String, Integer> sizes =
                model.map(each -> each.description().sizes()).orElse(Map.of());
        int factor = sizes.getOrDefault("factor", USUAL_FACTOR);
        return new LatentSize(
                sizes.getOrDefault("channels", USUAL_CHANNELS),
                divided("height", height, factor),
                divided("width", width, factor));
    }

    Shape shape(int batch) {
        return Shape.of(batch, channels, height, width);
    }

    private static int divided(String input, int pixels, int factor) {
        if (pixels % factor != 0) {
            throw new NodeException(
                    input,
                    "found " + pixels + " pixels; wanted a multiple of " + factor + ", as "
                            + Math.max(factor, pixels / factor * factor) + " or " + (pixels / factor + 1) * factor);
        }
        return pixels / factor;
    }
}
