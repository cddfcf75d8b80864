package org.quarry.nodes.mask;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** A mask for latents. */
@NodeInfo(
        id = "quarry:latent-mask",
        version = 1,
        name = "Latent mask",
        category = "Mask",
        keywords = {"inpaint", "downscale", "vae", "noise mask", "region"},
        doc = """
            Makes masks as small as the latents of a model, where each place stands for a square of pixels, usually 8 by 8.
            Width and height of the masks must be multiples of that.\
            """)
public final class LatentMask implements NodeFunction<LatentMask.In, LatentMask.Out> {
    private static final int USUAL_FACTOR = 8;

    /** The masks, the model and how. */
    public record In(
            @Port(doc = "Masks of one size") List<Mask> masks,

            @Port(doc = "The model whose latents they are for", kind = "vae<F>")
            Model vae,

            @Param(doc = "What a place takes of its square of pixels")
            Reduction reduction) {}

    /** The small masks. */
    public record Out(
            @Port(
                    doc = "One small mask for each mask, 0 to 1, as a batch of one channel",
                    kind = "latent-mask<F>",
                    shape = "?,1,?,?")
            Tensor mask) {}

    @Override
    public Out run(In in, Call call) {
        int side = in.vae().description().sizes().getOrDefault("factor", USUAL_FACTOR);
        check(in.masks(), side, in.vae().description().name());
        return new Out(Tensor.concatenate(in.masks().stream()
                .map(mask -> reduced(mask, side, in.reduction()))
                .toList()));
    }

    private static Tensor reduced(Mask mask, int side, Reduction reduction) {
        int width = mask.width() / side;
        int height = mask.height() / side;
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) reduction.of(mask, i / width * side, i % width * side, side);
        }
        return Tensor.adopt(Shape.of(1, 1, height, width), values);
    }

    private static void check(List<Mask> masks, int side, String model) {
        if (masks.isEmpty()) {
            throw new NodeException("masks", "there is no mask; link one");
        }
        Mask first = masks.get(0);
        for (Mask mask : masks) {
            Partners.sameSize(
                    "masks", Partners.size(mask.width(), mask.height()), Partners.size(first.width(), first.height()));
        }
        if (first.width() % side != 0 || first.height() % side != 0) {
            throw new NodeException(
                    "masks",
                    "the mask is " + Partners.size(first.width(), first.height()) + " pixels; " + model
                            + " wants width and height that are multiples of " + side + ": draw or resize it so");
        }
    }
}
