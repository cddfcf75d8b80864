package org.quarry.nodes.guidance;

import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** Between two tensors. */
@NodeInfo(
        id = "quarry:blend",
        version = 1,
        name = "Blend",
        category = "Guidance",
        keywords = {"mix", "interpolate", "lerp", "average", "add"},
        doc = """
            Mixes two tensors of one shape: predictions, latents or noise.
            0 gives the first, 1 the second, 0.5 the mean of both; below 0 and above 1 it goes on in the same direction. Two \
            predictions of different prompts, blended, give a picture of both.\
            """)
public final class Blend implements NodeFunction<Blend.In, Blend.Out> {
    /** The two and how much of each. */
    public record In(
            @Port(doc = "What 0 gives", kind = "K", shape = "B,C,H,W")
            Tensor first,

            @Port(doc = "What 1 gives", kind = "K", shape = "B,C,H,W")
            Tensor second,

            @Param(doc = "How much of the second", value = 0.5, min = -10, max = 10, step = 0.05)
            double amount) {}

    /** The mixture. */
    public record Out(
            @Port(doc = "The mixture", kind = "K", shape = "B,C,H,W", bypass = "first")
            Tensor mixture) {}

    @Override
    public Out run(In in, Call call) {
        if (!in.first().shape().equals(in.second().shape())) {
            throw new NodeException(
                    "second",
                    "found shapes " + in.first().shape() + " and " + in.second().shape() + "; wanted equal ones");
        }
        return new Out(in.first().mix(1 - in.amount(), in.second(), in.amount()));
    }
}
