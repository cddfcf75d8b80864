package org.quarry.nodes.mask;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Bright parts. */
@NodeInfo(
        id = "quarry:mask-from-brightness",
        version = 1,
        name = "Mask from brightness",
        category = "Mask",
        keywords = {"luminance", "luma", "grey", "gray", "image", "load mask"},
        doc = """
            Covers pictures as much as they are bright: white wholly, black not at all.
            So a mask painted in another program is loaded as a picture. Brightness is 0.2126 red + 0.7152 green + 0.0722 blue, \
            the luma of ITU-R BT.709.\
            """)
public final class MaskFromBrightness implements NodeFunction<MaskFromBrightness.In, MaskFromBrightness.Out> {
    private static final double RED = 0.2126;
    private static final double GREEN = 0.7152;
    private static final double BLUE = 0.0722;

    /** The pictures. */
    public record In(@Port(doc = "The pictures to look at") List<Picture> pictures) {}

    /** The masks. */
    public record Out(
            @Port(doc = "1 where a picture is white") List<Mask> masks) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(
                in.pictures().stream().map(picture -> new Mask(luma(picture))).toList());
    }

    private static Tensor luma(Picture picture) {
        Tensor pixels = picture.pixels();
        int count = picture.width() * picture.height();
        float[] luma = new float[count];
        for (int i = 0; i < count; i++) {
            double value = RED * pixels.at(i) + GREEN * pixels.at(count + i) + BLUE * pixels.at(2 * count + i);
            luma[i] = (float) Math.max(0, Math.min(1, value));
        }
        return Tensor.adopt(Shape.of(1, picture.height(), picture.width()), luma);
    }
}
