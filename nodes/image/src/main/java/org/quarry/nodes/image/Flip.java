package org.quarry.nodes.image;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Colour;
import org.quarry.tensor.Picture;

/** Mirror images. */
@NodeInfo(
        id = "quarry:flip",
        version = 1,
        name = "Flip",
        category = "Picture",
        keywords = {"mirror", "reverse", "image"},
        doc = """
            Mirrors pictures: left for right, top for bottom, or both. No pixel changes its colour.\
            """)
public final class Flip implements NodeFunction<Flip.In, Flip.Out> {
    /** In which direction pictures are mirrored. */
    public enum Direction {
        /** Left for right, as in a mirror. */
        LEFT_RIGHT,
        /** Top for bottom, as in water. */
        TOP_BOTTOM,
        /** Both: half a turn. */
        BOTH
    }

    /** What, and how. */
    public record In(
            @Port(doc = "The pictures to mirror") List<Picture> pictures,
            @Param(doc = "What changes places") Direction direction) {}

    /** The mirror images. */
    public record Out(
            @Port(doc = "The mirrored pictures", bypass = "pictures")
            List<Picture> pictures) {}

    @Override
    public Out run(In in, Call call) {
        boolean columns = in.direction() != Direction.TOP_BOTTOM;
        boolean rows = in.direction() != Direction.LEFT_RIGHT;
        return new Out(in.pictures().stream()
                .map(picture -> {
                    int width = picture.width();
                    int height = picture.height();
                    return new Rearranged(
                                    width,
                                    height,
                                    (x, y) -> (rows ? height - 1 - y : y) * width + (columns ? width - 1 - x : x))
                            .of(picture, Colour.WHITE);
                })
                .toList());
    }
}
