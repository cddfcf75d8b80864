package org.quarry.nodes.image;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Picture;

/** Other colours. */
@NodeInfo(
        id = "quarry:adjust-colour",
        version = 1,
        name = "Adjust colour",
        category = "Picture",
        keywords = {"brightness", "contrast", "saturation", "hue", "gamma", "color", "tone", "image"},
        doc = """
            Changes brightness, contrast, saturation, hue and gamma of pictures, in this order but for contrast, which comes first.
            All numbers act on values as they are stored, 0 to 1 in the encoding of sRGB. Saturation and hue keep the luma of a \
            colour, as in the filters of web pages.\
            """)
public final class AdjustColour implements NodeFunction<AdjustColour.In, AdjustColour.Out> {
    /** What, and how. */
    public record In(
            @Port(doc = "The pictures to change") List<Picture> pictures,

            @Param(doc = "Is added to every component", value = 0, min = -1, max = 1, step = 0.01)
            double brightness,

            @Param(doc = "Spreads values about the middle; 1 leaves them", value = 1, min = 0, max = 4, step = 0.05)
            double contrast,

            @Param(
                    doc = "How strong colours are: 1 leaves them, 0 makes grey",
                    value = 1,
                    min = 0,
                    max = 4,
                    step = 0.05)
            double saturation,

            @Param(
                    doc = "Turns the colour circle, in degrees: 120 makes green of red",
                    value = 0,
                    min = -180,
                    max = 180,
                    step = 1)
            double hue,

            @Param(
                    doc = "Lightens the middle tones above 1, darkens them below",
                    value = 1,
                    min = 0.1,
                    max = 10,
                    step = 0.05)
            double gamma) {}

    /** The changed pictures. */
    public record Out(
            @Port(doc = "The pictures in their new colours", bypass = "pictures")
            List<Picture> pictures) {}

    @Override
    public Out run(In in, Call call) {
        Adjustment adjustment = new Adjustment(in.brightness(), in.contrast(), in.saturation(), in.hue(), in.gamma());
        return new Out(in.pictures().stream().map(adjustment::of).toList());
    }
}
