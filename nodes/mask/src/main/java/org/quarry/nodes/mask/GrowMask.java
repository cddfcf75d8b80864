package org.quarry.nodes.mask;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Mask;

/** Larger or smaller masks. */
@NodeInfo(
        id = "quarry:grow-mask",
        version = 1,
        name = "Grow mask",
        category = "Mask",
        keywords = {"shrink", "dilate", "erode", "expand", "morphology", "border"},
        doc = """
            Makes the covered parts larger by some pixels on every side, or smaller with a negative number.
            Growing fills small holes, shrinking removes small spots. Where a part touches the edge of the picture it stays \
            there when it shrinks.\
            """)
public final class GrowMask implements NodeFunction<GrowMask.In, GrowMask.Out> {
    /** The masks, how far and how. */
    public record In(
            @Port(doc = "The masks to grow or shrink") List<Mask> masks,

            @Param(doc = "How far to grow, in pixels; negative shrinks", value = 8, min = -512, max = 512, step = 1)
            int pixels,

            @Param(doc = "How corners grow") Growth shape) {}

    /** The changed masks. */
    public record Out(
            @Port(doc = "The larger or smaller masks", bypass = "masks")
            List<Mask> masks) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(in.masks().stream()
                .map(mask -> in.pixels() < 0
                        ? in.shape().shrink(mask, -in.pixels(), call)
                        : in.shape().grow(mask, in.pixels(), call))
                .toList());
    }
}
