package org.quarry.nodes.image;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.quarry.node.Call;
import org.quarry.node.Effect;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.nodes.image.file.Animation;
import org.quarry.nodes.image.file.Existing;
import org.quarry.tensor.Picture;

/** Pictures to a film. */
@NodeInfo(
        id = "quarry:save-animation",
        version = 1,
        name = "Save animation",
        category = "Picture",
        effect = Effect.WRITES,
        keywords = {"gif", "apng", "film", "video", "frames", "steps", "write", "export"},
        doc = """
            Writes pictures one after the other into an animated GIF or PNG.
            Decode the estimates or the trajectory of Denoise to see how a picture comes about. GIF has 256 colours for each \
            picture and runs everywhere; PNG has all colours, and the workflow and the receipt are inside. In the name, {date}, \
            {time}, {seed}, {index}, {width} and {height} are filled in as by Save image.\
            """)
public final class SaveAnimation implements NodeFunction<SaveAnimation.In, SaveAnimation.Out> {
    /** What, where and how fast. */
    public record In(
            @Port(doc = "The pictures in order, all of one size")
            List<Picture> pictures,

            @Param(
                    doc = "Where to: a file name that ends in .gif, .png or .apng",
                    text = "animation.gif",
                    endings = {".gif", ".png", ".apng"})
            Path file,

            @Param(
                    doc = "How long each picture is seen, in milliseconds",
                    value = 150,
                    min = 20,
                    max = 30000,
                    step = 10)
            int milliseconds,

            @Param(
                    doc = "How long the last one is seen, in milliseconds",
                    value = 1500,
                    min = 20,
                    max = 30000,
                    step = 10)
            int last,

            @Param(doc = "How often it is played; 0 for ever", value = 0, min = 0, max = 1000)
            int repeats,

            @Param(doc = "What to do when the file is there already")
            Existing existing) {}

    /** Where it is. */
    public record Out(@Port(doc = "The file written") Path file) {}

    @Override
    public void foresee(Map<String, Object> known) {
        Existing.foresee(known);
    }

    @Override
    public Out run(In in, Call call) {
        Animation animation = new Animation(in.pictures(), in.milliseconds(), in.last(), in.repeats());
        return new Out(animation.save(in.file(), in.existing(), Clock.systemDefaultZone(), call));
    }
}
