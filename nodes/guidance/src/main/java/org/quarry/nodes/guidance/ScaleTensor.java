package org.quarry.nodes.guidance;

import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** A tensor times a number. */
@NodeInfo(
        id = "quarry:scale",
        version = 1,
        name = "Scale",
        category = "Guidance",
        keywords = {"multiply", "times", "factor", "strength"},
        doc = """
            Multiplies a tensor by a number.
            1 leaves it as it is, 0 clears it, -1 turns it round.\
            """)
public final class ScaleTensor implements NodeFunction<ScaleTensor.In, ScaleTensor.Out> {
    /** What and by how much. */
    public record In(
            @Port(doc = "What to multiply", kind = "K", shape = "B,C,H,W")
            Tensor tensor,

            @Param(doc = "By how much", value = 1, min = -100, max = 100, step = 0.05)
            double factor) {}

    /** The product. */
    public record Out(
            @Port(doc = "The product", kind = "K", shape = "B,C,H,W", bypass = "tensor")
            Tensor tensor) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(in.tensor().times(in.factor()));
    }
}
