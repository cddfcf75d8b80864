package org.quarry.nodes.mask;

import java.util.ArrayList;
import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** A picture on another. */
@NodeInfo(
        id = "quarry:composite-by-mask",
        version = 1,
        name = "Composite by mask",
        category = "Picture",
        keywords = {"paste", "layer", "blend", "inpaint", "merge", "image"},
        doc = """
            Puts pictures on backgrounds where a mask covers.
            Where the mask is 1 the picture is taken, where it is 0 the background, both exactly and to the last bit; between, \
            both are mixed. After inpainting it brings back the original outside of what was to be changed.\
            """)
public final class CompositeByMask implements NodeFunction<CompositeByMask.In, CompositeByMask.Out> {
    /** The pictures, what is behind, and where. */
    public record In(
            @Port(doc = "What is put on") List<Picture> pictures,

            @Port(doc = "What it is put on: as many, or one for all")
            List<Picture> backgrounds,

            @Port(doc = "Where it is put: as many masks, or one for all")
            List<Mask> masks) {}

    /** The composites. */
    public record Out(
            @Port(doc = "The pictures on their backgrounds", bypass = "pictures")
            List<Picture> pictures) {}

    @Override
    public Out run(In in, Call call) {
        Partners.count(in.pictures(), "backgrounds", in.backgrounds());
        Partners.count(in.pictures(), "masks", in.masks());
        List<Picture> composites = new ArrayList<>();
        for (int i = 0; i < in.pictures().size(); i++) {
            call.checkCancelled();
            composites.add(
                    composite(in.pictures().get(i), Partners.at(in.backgrounds(), i), Partners.at(in.masks(), i)));
        }
        return new Out(composites);
    }

    private static Picture composite(Picture picture, Picture background, Mask mask) {
        String size = Partners.size(picture.width(), picture.height());
        Partners.sameSize("backgrounds", Partners.size(background.width(), background.height()), size);
        Partners.sameSize("masks", Partners.size(mask.width(), mask.height()), size);
        float[] values = background.pixels().toArray();
        int count = picture.width() * picture.height();
        for (int i = 0; i < values.length; i++) {
            values[i] = mixed(values[i], picture.pixels().at(i), mask.coverage().at(i % count));
        }
        return new Picture(Tensor.adopt(picture.pixels().shape(), values));
    }

    /** The ends are exact: 1 · a + 0 · b would turn an infinite b into no number, and b + (a - b) is not always a. */
    private static float mixed(float behind, float before, float covered) {
        return covered <= 0 ? behind : covered >= 1 ? before : (float) (behind + (double) covered * (before - behind));
    }
}
