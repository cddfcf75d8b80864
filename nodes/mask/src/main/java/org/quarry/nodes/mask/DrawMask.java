package org.quarry.nodes.mask;

import java.util.Optional;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;

/** Shapes to a mask. */
@NodeInfo(
        id = "quarry:draw-mask",
        version = 1,
        name = "Draw mask",
        category = "Mask",
        keywords = {"shape", "rectangle", "ellipse", "circle", "polygon", "region", "inpaint"},
        doc = """
            Draws shapes, one in each line of a text, into a mask.
            'rectangle left top width height', 'ellipse x y radius-x radius-y' and 'polygon x1 y1 x2 y2 x3 y3 …' add to it; with \
            'cut' before it a shape is cut out of what the lines above drew. Numbers are parts of the picture's width and \
            height: 0 0 is the top left corner, 1 1 the bottom right one, so a drawing fits every size. Lines that begin with \
            # are comments. Example, a ring: 'ellipse 0.5 0.5 0.4 0.4' and below it 'cut ellipse 0.5 0.5 0.2 0.2'.\
            """)
public final class DrawMask implements NodeFunction<DrawMask.In, DrawMask.Out> {
    /** The shapes, and the size. */
    public record In(
            @Port(doc = "A picture whose size the mask gets, instead of width and height")
            Optional<Picture> like,

            @Param(doc = "One shape in each line", text = "rectangle 0.25 0.25 0.5 0.5", role = Param.Role.LONG_TEXT)
            String shapes,

            @Param(doc = "Width in pixels", value = 512, min = 1, max = 16384, step = 8)
            int width,

            @Param(doc = "Height in pixels", value = 512, min = 1, max = 16384, step = 8)
            int height) {}

    /** The mask. */
    public record Out(@Port(doc = "1 within the shapes") Mask mask) {}

    @Override
    public Out run(In in, Call call) {
        int width = in.like().map(Picture::width).orElse(in.width());
        int height = in.like().map(Picture::height).orElse(in.height());
        return new Out(new Canvas(width, height).draw(Drawing.parse(in.shapes()), call));
    }
}
