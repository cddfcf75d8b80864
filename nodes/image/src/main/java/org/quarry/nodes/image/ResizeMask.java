package org.quarry.nodes.image;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Mask;

/** Masks of another size. */
@NodeInfo(
        id = "quarry:resize-mask",
        version = 1,
        name = "Resize mask",
        category = "Mask",
        keywords = {"scale", "size"},
        doc = """
            Brings masks to a width and height, as those of a picture that was resized without being cropped.\
            """)
public final class ResizeMask implements NodeFunction<ResizeMask.In, ResizeMask.Out> {
    /** What, and how large. */
    public record In(
            @Port(doc = "The masks to resize") List<Mask> masks,

            @Param(doc = "New width in pixels", value = 512, min = 1, max = 16384, step = 8)
            int width,

            @Param(doc = "New height in pixels", value = 512, min = 1, max = 16384, step = 8)
            int height,

            @Param(doc = "How new pixels are made of old ones", text = "bilinear")
            Resampling resampling) {}

    /** The masks in their new size. */
    public record Out(
            @Port(doc = "The resized masks", bypass = "masks")
            List<Mask> masks) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(in.masks().stream()
                .map(mask -> in.resampling().resize(mask, in.width(), in.height()))
                .toList());
    }
}
