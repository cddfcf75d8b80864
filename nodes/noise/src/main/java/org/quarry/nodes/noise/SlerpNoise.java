package org.quarry.nodes.noise;

import org.quarry.diffusion.Slerp;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** Between two noises. */
@NodeInfo(
        id = "quarry:slerp-noise",
        version = 1,
        name = "Slerp noise",
        category = "Noise",
        keywords = {"spherical", "interpolate", "variation", "subseed", "morph"},
        doc = """
                Goes from one noise to another without losing strength on the way.
                A small amount gives variations of a picture; a row of amounts from 0 to 1 is a film from one picture to another. \
                Noise of many numbers lies near a sphere: a straight mixture, as by Blend, would leave it and give the network less \
                noise than it expects, and so dull pictures. This follows the sphere's great circle.

                From Shoemake (1985), "Animating Rotation with Quaternion Curves".""")
public final class SlerpNoise implements NodeFunction<SlerpNoise.In, SlerpNoise.Out> {
    /** The two and how far to go. */
    public record In(
            @Port(doc = "What 0 gives", kind = "latent<F>", shape = "B,C,H,W")
            Tensor first,

            @Port(doc = "What 1 gives", kind = "latent<F>", shape = "B,C,H,W")
            Tensor second,

            @Param(doc = "How far to go from the first to the second", value = 0.1, min = 0, max = 1, step = 0.01)
            double amount) {}

    /** The noise between. */
    public record Out(
            @Port(doc = "The noise between", kind = "latent<F>", shape = "B,C,H,W", bypass = "first")
            Tensor noise) {}

    @Override
    public Out run(In in, Call call) {
        if (!in.first().shape().equals(in.second().shape())) {
            throw new NodeException(
                    "second",
                    "found shapes " + in.first().shape() + " and " + in.second().shape()
                            + "; wanted equal ones: set both Noise sources to one size and batch");
        }
        return new Out(Slerp.between(in.first(), in.second(), in.amount()));
    }
}
