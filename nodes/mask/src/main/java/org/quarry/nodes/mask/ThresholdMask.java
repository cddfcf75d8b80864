package org.quarry.nodes.mask;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Mask;

/** Hard edges. */
@NodeInfo(
        id = "quarry:threshold-mask",
        version = 1,
        name = "Threshold mask",
        category = "Mask",
        keywords = {"binary", "hard", "level", "cut"},
        doc = """
            Makes the edges of masks hard: what is covered at least so much is covered wholly, and the rest not at all.\
            """)
public final class ThresholdMask implements NodeFunction<ThresholdMask.In, ThresholdMask.Out> {
    /** The masks and the level. */
    public record In(
            @Port(doc = "The masks to harden") List<Mask> masks,

            @Param(doc = "From which value on a pixel counts as covered", value = 0.5, min = 0, max = 1, step = 0.01)
            double level) {}

    /** The hard masks. */
    public record Out(
            @Port(doc = "The masks with 0 and 1 only", bypass = "masks")
            List<Mask> masks) {}

    @Override
    public Out run(In in, Call call) {
        // As float, the precision of the mask: a coverage of 0.3f reaches the level 0.3.
        float level = (float) in.level();
        return new Out(in.masks().stream()
                .map(mask -> new Mask(mask.coverage().map(value -> value >= level ? 1 : 0)))
                .toList());
    }
}
