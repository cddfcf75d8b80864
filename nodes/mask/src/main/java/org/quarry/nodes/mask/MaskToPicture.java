package org.quarry.nodes.mask;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;

/** A mask to look at. */
@NodeInfo(
        id = "quarry:mask-to-picture",
        version = 1,
        name = "Mask to picture",
        category = "Mask",
        keywords = {"show", "save mask", "grey", "gray", "image", "convert"},
        doc = """
            Makes a grey picture of each mask: white where it covers, black where not.
            So a mask can be saved, cropped, turned or put beside others; Mask from brightness makes a mask of it again.\
            """)
public final class MaskToPicture implements NodeFunction<MaskToPicture.In, MaskToPicture.Out> {
    /** The masks. */
    public record In(@Port(doc = "The masks to show") List<Mask> masks) {}

    /** The pictures. */
    public record Out(
            @Port(doc = "A grey picture of each mask") List<Picture> pictures) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(in.masks().stream().map(Mask::picture).toList());
    }
}
