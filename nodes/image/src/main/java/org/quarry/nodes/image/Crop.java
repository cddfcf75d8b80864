package org.quarry.nodes.image;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Colour;
import org.quarry.tensor.Picture;

/** A part of a picture. */
@NodeInfo(
        id = "quarry:crop",
        version = 1,
        name = "Crop",
        category = "Picture",
        keywords = {"cut", "trim", "region", "part", "image"},
        doc = """
            Cuts a part out of pictures.
            What would lie outside of a picture is left off; a part that lies outside wholly is refused. To add pixels instead, \
            see Pad.\
            """)
public final class Crop implements NodeFunction<Crop.In, Crop.Out> {
    /** Which part. */
    public record In(
            @Port(doc = "The pictures to crop") List<Picture> pictures,

            @Param(doc = "First column that is kept", value = 0, min = 0, max = 16384, step = 8)
            int left,

            @Param(doc = "First row that is kept", value = 0, min = 0, max = 16384, step = 8)
            int top,

            @Param(doc = "Columns that are kept", value = 512, min = 1, max = 16384, step = 8)
            int width,

            @Param(doc = "Rows that are kept", value = 512, min = 1, max = 16384, step = 8)
            int height) {}

    /** The parts. */
    public record Out(
            @Port(doc = "The part of each picture", bypass = "pictures")
            List<Picture> pictures) {}

    /** A rectangle of pixels. */
    record Area(int left, int top, int width, int height) {
        boolean holds(int x, int y) {
            return x >= left && x < left + width && y >= top && y < top + height;
        }

        Picture of(Picture picture) {
            return new Rearranged(width, height, (x, y) -> (top + y) * picture.width() + left + x)
                    .of(picture, Colour.WHITE);
        }

        /** The largest area round the middle with the aspect of the given sides, to the nearest pixel. */
        static Area ofAspect(Picture picture, int width, int height) {
            int wide = limited(Math.round((double) picture.height() * width / height), picture.width());
            int high = limited(Math.round((double) picture.width() * height / width), picture.height());
            return new Area((picture.width() - wide) / 2, (picture.height() - high) / 2, wide, high);
        }

        private static int limited(long size, int most) {
            return (int) Math.max(1, Math.min(most, size));
        }
    }

    @Override
    public Out run(In in, Call call) {
        return new Out(
                in.pictures().stream().map(picture -> cropped(picture, in)).toList());
    }

    private static Picture cropped(Picture picture, In in) {
        int width = Math.min(in.width(), picture.width() - in.left());
        int height = Math.min(in.height(), picture.height() - in.top());
        if (width < 1 || height < 1) {
            throw new NodeException(
                    width < 1 ? "left" : "top",
                    "found a part that begins at column " + in.left() + " and row " + in.top() + " of a picture of "
                            + picture.width() + " x " + picture.height() + " pixels; wanted one that lies within it");
        }
        return new Area(in.left(), in.top(), width, height).of(picture);
    }
}
