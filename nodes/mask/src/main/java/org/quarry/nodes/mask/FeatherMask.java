package org.quarry.nodes.mask;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Mask;

/** Soft edges. */
@NodeInfo(
        id = "quarry:feather-mask",
        version = 1,
        name = "Feather mask",
        category = "Mask",
        keywords = {"blur", "soft", "gaussian", "smooth", "edge"},
        doc = """
            Makes the edges of masks soft, so that what is put together by them has no seam.
            A Gaussian blur: the edge becomes a slope, half of it inside and half outside of where it was, and farther than \
            three times the radius away nothing changes. Grow the mask first by twice the radius if all of it shall stay \
            covered.\
            """)
public final class FeatherMask implements NodeFunction<FeatherMask.In, FeatherMask.Out> {
    /** The masks and how soft. */
    public record In(
            @Port(doc = "The masks to soften") List<Mask> masks,

            @Param(
                    doc = "Standard deviation of the blur in pixels; 0 leaves the edges hard",
                    value = 8,
                    max = 256,
                    step = 0.5,
                    min = 0)
            double radius) {}

    /** The soft masks. */
    public record Out(
            @Port(doc = "The masks with soft edges", bypass = "masks")
            List<Mask> masks) {}

    @Override
    public Out run(In in, Call call) {
        if (in.radius() == 0) {
            return new Out(in.masks());
        }
        Gaussian gaussian = new Gaussian(in.radius());
        return new Out(
                in.masks().stream().map(mask -> gaussian.blur(mask, call)).toList());
    }
}
