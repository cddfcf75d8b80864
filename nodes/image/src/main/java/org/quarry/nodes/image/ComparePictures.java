package org.quarry.nodes.image;

import java.util.List;
import java.util.Locale;
import org.quarry.node.Call;
import org.quarry.node.Effect;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Picture;

/** How alike pictures are. */
@NodeInfo(
        id = "quarry:compare-pictures",
        version = 2,
        name = "Compare pictures",
        category = "Picture",
        effect = Effect.SHOWS,
        keywords = {"psnr", "ssim", "difference", "side by side", "similarity", "error", "image"},
        doc = """
            Says how much pictures differ from their originals, and shows it.
            The peak signal-to-noise ratio is in decibels: 20 dB is a clear difference, 30 dB is hard to see, 40 dB cannot be seen; \
            equal pictures have infinitely many. Of several pictures the mean square error is taken over all. Structural \
            similarity, from -1 to 1, sees shapes more than colours; 1 is equal. One picture shows each original with its picture \
            beside it, others how far each pixel is off, black where not at all.

            From Wang et al. (2004), "Image Quality Assessment: From Error Visibility to Structural Similarity".\
            """)
public final class ComparePictures implements NodeFunction<ComparePictures.In, ComparePictures.Out> {
    /** The pictures. */
    public record In(
            @Port(doc = "The pictures to judge") List<Picture> pictures,

            @Port(doc = "What they should look like; as many, and of the same sizes")
            List<Picture> originals,

            @Param(
                    doc = "How many times brighter differences are shown than they are",
                    value = 4,
                    min = 1,
                    max = 100,
                    step = 1)
            double amplification) {}

    /** The measures and what they are of. */
    public record Out(
            @Port(doc = "Peak signal-to-noise ratio in dB; infinite for equal pictures")
            double decibels,

            @Port(doc = "Structural similarity, -1 to 1; 1 for equal pictures")
            double similarity,

            @Port(doc = "In each row an original and the picture beside it")
            Picture beside,

            @Port(doc = "How far each pixel is off, for each picture")
            List<Picture> differences) {}

    @Override
    public Out run(In in, Call call) {
        Likeness likeness = new Likeness(in.pictures(), in.originals());
        double decibels = likeness.decibels();
        call.report(String.format(Locale.ROOT, "%.1f dB between the pictures and their originals", decibels));
        return new Out(decibels, likeness.similarity(), likeness.beside(), likeness.differences(in.amplification()));
    }
}
