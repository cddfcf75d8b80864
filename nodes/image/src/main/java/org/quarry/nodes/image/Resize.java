package org.quarry.nodes.image;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Picture;

/** Pictures of another size. */
@NodeInfo(
        id = "quarry:resize",
        version = 2,
        name = "Resize",
        category = "Picture",
        keywords = {"scale", "crop", "size", "image"},
        doc = """
            Brings pictures to a width and height.
            To shrink or enlarge without distortion, let it crop: it then cuts off evenly what is too wide or too high.\
            """)
public final class Resize implements NodeFunction<Resize.In, Resize.Out> {
    /** What, and how large. */
    public record In(
            @Port(doc = "The pictures to resize") List<Picture> pictures,

            @Param(doc = "New width in pixels", value = 512, min = 1, max = 16384, step = 8)
            int width,

            @Param(doc = "New height in pixels", value = 512, min = 1, max = 16384, step = 8)
            int height,

            @Param(doc = "How new pixels are made of old ones")
            Resampling resampling,

            @Param(doc = "Cut off what is too much instead of distorting", on = true)
            boolean crop) {}

    /** The pictures in their new size. */
    public record Out(
            @Port(doc = "The resized pictures", bypass = "pictures")
            List<Picture> pictures) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(in.pictures().stream()
                .map(picture -> in.crop()
                        ? Crop.Area.ofAspect(picture, in.width(), in.height()).of(picture)
                        : picture)
                .map(picture -> in.resampling().resize(picture, in.width(), in.height()))
                .toList());
    }
}
