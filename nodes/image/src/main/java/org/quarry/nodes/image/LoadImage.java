package org.quarry.nodes.image;

import java.nio.file.Path;
import org.quarry.node.Call;
import org.quarry.node.Effect;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.nodes.image.file.PictureFile;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;

/** A picture from a file. */
@NodeInfo(
        id = "quarry:load-image",
        version = 2,
        name = "Load image",
        category = "Picture",
        effect = Effect.READS,
        keywords = {"open", "read", "png", "jpeg", "webp", "gif", "tiff", "alpha", "mask", "file", "picture"},
        doc = """
            Reads a picture from a PNG, JPEG, WebP, GIF, BMP or TIFF file.
            A path that is not absolute starts at the folder of the workflow file. The picture stands upright as the camera was \
            held; all 16 bits of fine pictures count; colours of other spaces than sRGB are converted; of an animation the first \
            frame is taken. Transparent parts show the background colour, and the mask tells where they are. At most 100 million \
            pixels are read.\
            """)
public final class LoadImage implements NodeFunction<LoadImage.In, LoadImage.Out> {
    /** Which file, and what is behind it. */
    public record In(
            @Param(doc = "The file: PNG, JPEG, WebP, GIF, BMP or TIFF", text = "picture.png")
            Path file,

            @Param(doc = "What shows through transparent parts, as #rrggbb", text = "#ffffff")
            String background) {}

    /** Its picture, and where it is opaque. */
    public record Out(
            @Port(doc = "The picture") Picture picture,

            @Port(doc = "1 where the picture is opaque, 0 where it is transparent")
            Mask mask) {}

    @Override
    public Out run(In in, Call call) {
        PictureFile.Loaded loaded = PictureFile.read(in.file(), Colours.parse("background", in.background()));
        loaded.warnings().forEach(warning -> call.report(in.file().getFileName() + " may not be whole: " + warning));
        return new Out(loaded.picture(), loaded.mask());
    }
}
