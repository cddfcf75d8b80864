package org.quarry.nodes.mask;

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
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** What has a colour. */
@NodeInfo(
        id = "quarry:mask-from-colour",
        version = 1,
        name = "Mask from colour",
        category = "Mask",
        keywords = {"chroma key", "green screen", "select", "background", "color"},
        doc = """
            Covers what has about one colour.
            How far a pixel is from it is measured from 0, the same, to 1, as black from white. Up to the tolerance it is covered; \
            over the softness beyond that the cover fades to nothing.\
            """)
public final class MaskFromColour implements NodeFunction<MaskFromColour.In, MaskFromColour.Out> {
    private static final double BLACK_FROM_WHITE = Math.sqrt(3);

    /** The pictures and the colour. */
    public record In(
            @Port(doc = "The pictures to look at") List<Picture> pictures,

            @Param(doc = "The colour, as #rrggbb", text = "#ffffff")
            String colour,

            @Param(doc = "How far from it a pixel may be", value = 0.1, min = 0, max = 1, step = 0.01)
            double tolerance,

            @Param(doc = "Over how much more the cover fades", value = 0.05, min = 0, max = 1, step = 0.01)
            double softness) {}

    /** The masks. */
    public record Out(@Port(doc = "1 where the colour is") List<Mask> masks) {}

    @Override
    public Out run(In in, Call call) {
        Colour colour = Colour.parse(in.colour())
                .orElseThrow(() -> new NodeException(
                        "colour", "found '" + in.colour() + "'; wanted a colour as #rrggbb, as in #00ff00"));
        return new Out(in.pictures().stream()
                .map(picture -> new Mask(distances(picture, colour).map(distance -> covered(distance, in))))
                .toList());
    }

    private static double covered(double distance, In in) {
        double beyond = distance - in.tolerance();
        // A hair of room for the rounding of the picture's values to float.
        return beyond <= 1e-6 ? 1 : in.softness() == 0 ? 0 : Math.max(0, 1 - beyond / in.softness());
    }

    private static Tensor distances(Picture picture, Colour colour) {
        int count = picture.width() * picture.height();
        float[] distances = new float[count];
        for (int i = 0; i < count; i++) {
            double squares = 0;
            for (int channel = 0; channel < 3; channel++) {
                double difference = picture.pixels().at(channel * count + i) - colour.at(channel);
                squares += difference * difference;
            }
            distances[i] = (float) (Math.sqrt(squares) / BLACK_FROM_WHITE);
        }
        return Tensor.adopt(Shape.of(1, picture.height(), picture.width()), distances);
    }
}
