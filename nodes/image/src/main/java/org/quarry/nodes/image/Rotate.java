package org.quarry.nodes.image;

import java.util.ArrayList;
import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Colour;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;

/** Turned pictures. */
@NodeInfo(
        id = "quarry:rotate",
        version = 1,
        name = "Rotate",
        category = "Picture",
        keywords = {"turn", "angle", "straighten", "image"},
        doc = """
            Turns pictures clockwise.
            Quarter turns are exact. Other angles make the picture larger, so that its corners fit in; what it does not reach gets a \
            colour, and a mask tells where.\
            """)
public final class Rotate implements NodeFunction<Rotate.In, Rotate.Out> {
    /** What, and how far. */
    public record In(
            @Port(doc = "The pictures to turn") List<Picture> pictures,

            @Param(doc = "How far, clockwise, in degrees", value = 90, min = -360, max = 360, step = 90)
            double degrees,

            @Param(doc = "The colour of corners that stay empty, as #rrggbb", text = "#ffffff")
            String background) {}

    /** The turned pictures and their empty corners. */
    public record Out(
            @Port(doc = "The turned pictures", bypass = "pictures")
            List<Picture> pictures,

            @Port(doc = "For each picture, 1 where it is empty")
            List<Mask> masks) {}

    @Override
    public Out run(In in, Call call) {
        Rotation rotation = Rotation.clockwise(in.degrees());
        Colour background = Colours.parse("background", in.background());
        List<Picture> pictures = new ArrayList<>();
        List<Mask> masks = new ArrayList<>();
        for (Picture picture : in.pictures()) {
            call.checkCancelled();
            pictures.add(rotation.of(picture, background));
            masks.add(rotation.empty(picture));
        }
        return new Out(pictures, masks);
    }
}
