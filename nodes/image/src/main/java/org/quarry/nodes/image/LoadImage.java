package org.quarry.nodes.image;

import java.nio.file.Path;
import org.quarry.node.Call;
import org.quarry.node.Effect;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Picture;

/** A picture from a file. */
@NodeInfo(
        id = "quarry:load-image",
        version = 1,
        name = "Load image",
        category = "Picture",
        effect = Effect.READS,
        keywords = {"open", "read", "png", "jpeg", "file", "picture"},
        doc = """
                Reads a picture from a PNG or JPEG file.
                A path that is not absolute starts at the folder of the workflow file. Transparent parts become white. At most \
                100 million pixels are read.""")
public final class LoadImage implements NodeFunction<LoadImage.In, LoadImage.Out> {
    /** Which file. */
    public record In(
            @Param(doc = "The file: PNG, JPEG, GIF or BMP", text = "picture.png")
            Path file) {}

    /** Its picture. */
    public record Out(@Port(doc = "The picture") Picture picture) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(PictureFile.read(in.file()));
    }
}
