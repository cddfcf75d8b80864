package org.quarry.nodes.image;

import java.util.ArrayList;
import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Colour;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;

/** A larger picture. */
@NodeInfo(
        id = "quarry:pad",
        version = 1,
        name = "Pad",
        category = "Picture",
        keywords = {"outpaint", "extend", "border", "enlarge canvas", "margin", "image"},
        doc = """
            Adds pixels round pictures, and a mask that is 1 where they are new.
            To paint what lies beyond the edges, as in outpainting, feather the mask and let the model fill it. Reflected edges \
            give it colours to start from.\
            """)
public final class Pad implements NodeFunction<Pad.In, Pad.Out> {
    private static final long MOST_PIXELS = 200_000_000;

    /** How much on each side, and what. */
    public record In(
            @Port(doc = "The pictures to enlarge") List<Picture> pictures,

            @Param(doc = "New columns on the left", value = 0, min = 0, max = 8192, step = 8)
            int left,

            @Param(doc = "New rows at the top", value = 0, min = 0, max = 8192, step = 8)
            int top,

            @Param(doc = "New columns on the right", value = 0, min = 0, max = 8192, step = 8)
            int right,

            @Param(doc = "New rows at the bottom", value = 0, min = 0, max = 8192, step = 8)
            int bottom,

            @Param(doc = "What the new pixels are") Beyond edge,

            @Param(doc = "Their colour, where they have one of their own, as #rrggbb", text = "#808080")
            String colour) {}

    /** The larger pictures and where they are new. */
    public record Out(
            @Port(doc = "The larger pictures", bypass = "pictures")
            List<Picture> pictures,

            @Port(doc = "For each picture, 1 where it is new and 0 where it was")
            List<Mask> masks) {}

    @Override
    public Out run(In in, Call call) {
        Colour colour = Colours.parse("colour", in.colour());
        List<Picture> pictures = new ArrayList<>();
        List<Mask> masks = new ArrayList<>();
        for (Picture picture : in.pictures()) {
            call.checkCancelled();
            int width = in.left() + picture.width() + in.right();
            int height = in.top() + picture.height() + in.bottom();
            if ((long) width * height > MOST_PIXELS) {
                throw new NodeException(
                        "pictures",
                        "the picture would be " + width + " x " + height + " pixels, more than the " + MOST_PIXELS
                                + " allowed in all; add fewer");
            }
            pictures.add(new Rearranged(width, height, (x, y) -> {
                        int column = in.edge().within(x - in.left(), picture.width());
                        int row = in.edge().within(y - in.top(), picture.height());
                        return column < 0 || row < 0 ? -1 : row * picture.width() + column;
                    })
                    .of(picture, colour));
            masks.add(Rearranged.outside(
                    width, height, new Crop.Area(in.left(), in.top(), picture.width(), picture.height())));
        }
        return new Out(pictures, masks);
    }
}
