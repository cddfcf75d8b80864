package org.quarry.nodes.image;

import java.util.List;
import java.util.Locale;
import org.quarry.node.Call;
import org.quarry.node.Effect;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Picture;

/** How alike pictures are. */
@NodeInfo(
        id = "quarry:compare-pictures",
        version = 1,
        name = "Compare pictures",
        category = "Picture",
        effect = Effect.SHOWS,
        keywords = {"psnr", "difference", "error", "image"},
        doc = """
                Says how much pictures differ from their originals, as peak signal-to-noise ratio in decibels.
                20 dB is a clear difference, 30 dB is hard to see, 40 dB cannot be seen; equal pictures have infinitely many. \
                Of several pictures the mean square error is taken over all.""")
public final class ComparePictures implements NodeFunction<ComparePictures.In, ComparePictures.Out> {
    /** The pictures. */
    public record In(
            @Port(doc = "The pictures to judge") List<Picture> pictures,

            @Port(doc = "What they should look like; as many, and of the same sizes")
            List<Picture> originals) {}

    /** The measure. */
    public record Out(
            @Port(doc = "Peak signal-to-noise ratio in dB; infinite for equal pictures")
            double decibels) {}

    @Override
    public Out run(In in, Call call) {
        double decibels = Likeness.decibels(in.pictures(), in.originals());
        call.report(String.format(Locale.ROOT, "%.1f dB between the pictures and their originals", decibels));
        return new Out(decibels);
    }
}
