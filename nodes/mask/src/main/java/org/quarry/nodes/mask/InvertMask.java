package org.quarry.nodes.mask;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Mask;

/** The other part. */
@NodeInfo(
        id = "quarry:invert-mask",
        version = 1,
        name = "Invert mask",
        category = "Mask",
        keywords = {"not", "negate", "complement", "outside"},
        doc = """
            Turns masks round: what was covered is not, and the rest is.
            Each value becomes 1 minus itself. The mask that Load image gives is 1 where the picture is opaque; inverted, it \
            covers the transparent parts.\
            """)
public final class InvertMask implements NodeFunction<InvertMask.In, InvertMask.Out> {
    /** The masks. */
    public record In(@Port(doc = "The masks to turn round") List<Mask> masks) {}

    /** The rest. */
    public record Out(
            @Port(doc = "The masks of the rest", bypass = "masks")
            List<Mask> masks) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(in.masks().stream()
                .map(mask -> new Mask(mask.coverage().map(value -> 1 - value)))
                .toList());
    }
}
