package org.quarry.nodes.guidance;

import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** One tensor inside a mask, another outside. */
@NodeInfo(
        id = "quarry:mix-by-mask",
        version = 1,
        name = "Mix by mask",
        category = "Guidance",
        keywords = {"inpaint", "blend", "regional", "composite", "latent"},
        doc = """
            Takes one tensor inside a mask and another outside: predictions, latents or noise.
            Where the mask is 1 it gives the inside, where it is 0 the outside, between them a mixture. Between UNet steps and \
            Denoise it gives regions prompts of their own, or keeps a part of a picture.\
            """)
public final class MixByMask implements NodeFunction<MixByMask.In, MixByMask.Out> {
    /** The two, and where each counts. */
    public record In(
            @Port(doc = "What counts where the mask is 0", kind = "K", shape = "B,C,H,W")
            Tensor outside,

            @Port(doc = "What counts where the mask is 1", kind = "K", shape = "B,C,H,W")
            Tensor inside,

            @Port(
                    doc = "0 to 1 at each place; one channel or as many as the others have",
                    kind = "latent-mask<F>",
                    shape = "?,?,H,W")
            Tensor mask) {}

    /** The mixture. */
    public record Out(
            @Port(doc = "The mixture", kind = "K", shape = "B,C,H,W", bypass = "inside")
            Tensor mixture) {}

    @Override
    public Out run(In in, Call call) {
        Shape shape = in.inside().shape();
        if (!in.outside().shape().equals(shape)) {
            throw new NodeException(
                    "outside", "found shapes " + in.outside().shape() + " and " + shape + "; wanted equal ones");
        }
        float[] outside = in.outside().toArray();
        float[] inside = in.inside().toArray();
        float[] weights = in.mask().toArray();
        Places places = new Places(shape, in.mask().shape());
        float[] mixture = new float[inside.length];
        for (int i = 0; i < mixture.length; i++) {
            double weight = weights[places.inMask(i)];
            // Not outside + weight · difference, which would miss the inside at 1 by a rounding.
            mixture[i] = (float) ((1 - weight) * outside[i] + weight * inside[i]);
        }
        return new Out(Tensor.adopt(shape, mixture));
    }

    /** Where in the mask the weight of an element stands. */
    private record Places(Shape shape, Shape mask) {
        Places {
            boolean fits = shape.rank() == 4
                    && mask.rank() == 4
                    && mask.size(2) == shape.size(2)
                    && mask.size(3) == shape.size(3)
                    && (mask.size(0) == 1 || mask.size(0) == shape.size(0))
                    && (mask.size(1) == 1 || mask.size(1) == shape.size(1));
            if (!fits) {
                throw new NodeException(
                        "mask",
                        "found shape " + mask + " for tensors of shape " + shape
                                + "; wanted equal height and width, 1 or as many channels, and 1 or as many in the"
                                + " batch: make a latent mask of the picture's size");
            }
        }

        int inMask(int element) {
            int plane = shape.size(2) * shape.size(3);
            int channel = element / plane % shape.size(1);
            int row = element / plane / shape.size(1);
            int maskChannel = mask.size(1) == 1 ? 0 : channel;
            int maskRow = mask.size(0) == 1 ? 0 : row;
            return (maskRow * mask.size(1) + maskChannel) * plane + element % plane;
        }
    }
}
