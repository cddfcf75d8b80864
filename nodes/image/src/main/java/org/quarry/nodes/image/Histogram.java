package org.quarry.nodes.image;

import java.util.List;
import java.util.Locale;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** How often values occur. */
@NodeInfo(
        id = "quarry:histogram",
        version = 1,
        name = "Histogram",
        category = "Picture",
        keywords = {"levels", "statistics", "mean", "exposure", "distribution", "image"},
        doc = """
            Counts how often each of 256 levels occurs in red, green and blue, over all pictures.
            The chart has black at the left and white at the right; its curves are as high as the most frequent level between them \
            allows, since pure black and white often outnumber all others.\
            """)
public final class Histogram implements NodeFunction<Histogram.In, Histogram.Out> {
    private static final int LEVELS = 256;
    private static final int HEIGHT = 128;

    /** The pictures. */
    public record In(@Port(doc = "The pictures to count") List<Picture> pictures) {}

    /** The counts and what follows of them. */
    public record Out(
            @Port(doc = "Curves of the three colours, 256 x 128 pixels")
            Picture chart,

            @Port(doc = "Part of the pixels at each level, for red, green and blue", shape = "3,256")
            Tensor parts,

            @Port(doc = "Mean of all values, 0 to 1") double mean,

            @Port(doc = "Standard deviation of all values") double deviation) {}

    @Override
    public Out run(In in, Call call) {
        if (in.pictures().isEmpty()) {
            throw new NodeException("pictures", "there is no picture to count; link at least one");
        }
        double sum = 0;
        double squares = 0;
        long count = 0;
        long[] levels = new long[3 * LEVELS];
        for (Picture picture : in.pictures()) {
            call.checkCancelled();
            int plane = picture.width() * picture.height();
            for (int i = 0; i < 3 * plane; i++) {
                float value = picture.pixels().at(i);
                sum += value;
                squares += (double) value * value;
                levels[i / plane * LEVELS + Math.round(255 * Math.max(0, Math.min(1, value)))]++;
            }
            count += 3L * plane;
        }
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        call.report(String.format(Locale.ROOT, "mean %.3f, standard deviation %.3f", mean, deviation));
        float[] parts = new float[levels.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = (float) (3.0 * levels[i] / count);
        }
        return new Out(chart(levels), Tensor.adopt(Shape.of(3, LEVELS), parts), mean, deviation);
    }

    /** On black, each curve filled in its colour; where all three overlap it is white. */
    private static Picture chart(long[] levels) {
        long most = 1;
        for (int i = 0; i < levels.length; i++) {
            boolean end = i % LEVELS == 0 || i % LEVELS == LEVELS - 1;
            most = end ? most : Math.max(most, levels[i]);
        }
        float[] values = new float[3 * HEIGHT * LEVELS];
        for (int i = 0; i < levels.length; i++) {
            int high = (int) Math.min(HEIGHT, Math.ceil((double) HEIGHT * levels[i] / most));
            for (int y = HEIGHT - high; y < HEIGHT; y++) {
                values[(i / LEVELS * HEIGHT + y) * LEVELS + i % LEVELS] = 1;
            }
        }
        return new Picture(Tensor.adopt(Shape.of(3, HEIGHT, LEVELS), values));
    }
}
