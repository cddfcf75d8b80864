package org.quarry.nodes.unet;

import java.util.List;
import org.quarry.node.NodeException;
import org.quarry.node.model.Model;
import org.quarry.tensor.Shape;

/** A network that halves its input n times and doubles it again takes only sides that are multiples of 2ⁿ. */
final class Sides {
    private Sides() {}

    /** Says which pictures fit, in pixels, if this sample does not. */
    static void check(Model model, Shape sample) {
        if (sample.rank() != 4) {
            throw new NodeException(
                    "sample",
                    "found shape " + sample
                            + "; the network wants [batch, channels, height, width], as from a Noise source");
        }
        int blocks = model.config("unet").get("block_out_channels") instanceof List<?> channels ? channels.size() : 1;
        int multiple = 1 << Math.max(0, blocks - 1);
        if (sample.size(2) % multiple != 0 || sample.size(3) % multiple != 0) {
            int factor = model.description().sizes().getOrDefault("factor", 8);
            throw new NodeException(
                    "sample",
                    "the picture is " + sample.size(3) * factor + " x " + sample.size(2) * factor
                            + " pixels; the network of " + model.description().name()
                            + " wants width and height that are multiples of "
                            + multiple * factor);
        }
    }
}
