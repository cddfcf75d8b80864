package org.quarry.nodes.unet;

import java.util.List;
import org.quarry.node.NodeException;
import org.quarry.tensor.Shape;

/**
 * An exported network that halves its input n times and doubles it again takes only sides that are multiples of 2ⁿ; one that cuts it
 * into squares, only multiples of their sides. Graphs that are written here double to the size that was halved, whatever it is.
 */
final class Sides {
    private static final int SQUARE = 2;

    private Sides() {}

    /** Says which pictures fit, in pixels, if this sample does not. */
    static void check(DenoisingNetwork denoiser, Shape sample) {
        if (sample.rank() != 4) {
            throw new NodeException(
                    "sample",
                    "found shape " + sample
                            + "; the network wants [batch, channels, height, width], as from a Noise source");
        }
        checkLargest(denoiser, sample);
        int multiple = multiple(denoiser);
        if (sample.size(2) % multiple != 0 || sample.size(3) % multiple != 0) {
            int factor = denoiser.model().description().sizes().getOrDefault("factor", 8);
            throw new NodeException(
                    "sample",
                    "the picture is " + sample.size(3) * factor + " x " + sample.size(2) * factor
                            + " pixels; the network of " + denoiser.name()
                            + " wants width and height that are multiples of "
                            + multiple * factor);
        }
    }

    /** Stable Diffusion 3 keeps a table of where squares can be. */
    private static void checkLargest(DenoisingNetwork denoiser, Shape sample) {
        if (!(denoiser.model().config("transformer").get("pos_embed_max_size") instanceof Long squares)) {
            return;
        }
        int factor = denoiser.model().description().sizes().getOrDefault("factor", 8);
        long most = squares * SQUARE * factor;
        if (sample.size(2) * factor > most || sample.size(3) * factor > most) {
            throw new NodeException(
                    "sample",
                    "the picture is " + sample.size(3) * factor + " x " + sample.size(2) * factor
                            + " pixels; the network of " + denoiser.name() + " knows places up to " + most + " x "
                            + most + ": make a smaller one, and enlarge it afterwards");
        }
    }

    private static int multiple(DenoisingNetwork denoiser) {
        if (denoiser.patches()) {
            return SQUARE;
        }
        return denoiser.model().has("unet/model.onnx")
                        && denoiser.model().config("unet").get("block_out_channels") instanceof List<?> channels
                ? 1 << Math.max(0, channels.size() - 1)
                : 1;
    }
}
