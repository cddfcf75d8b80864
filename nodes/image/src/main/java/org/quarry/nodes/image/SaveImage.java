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
import org.quarry.nodes.image.file.Existing;
import org.quarry.nodes.image.file.PictureFolder;
import org.quarry.tensor.Picture;

/** Pictures to files. */
@NodeInfo(
        id = "quarry:save-image",
        version = 2,
        name = "Save image",
        category = "Picture",
        effect = Effect.WRITES,
        keywords = {"write", "export", "png", "jpeg", "webp", "file", "output"},
        doc = """
            Writes pictures to PNG, JPEG or WebP files, with the workflow and the receipt inside.
            Such a file is a workflow too: Quarry opens and runs it again. A path that is not absolute starts at the run's \
            output folder; missing folders are made. In the name, {date}, {time}, {seed}, {index}, {width} and {height} are filled \
            in, as in 'boat-{date}-{seed}.jpg'; several pictures without {index} are numbered name-1.png, name-2.png and so on. \
            Nothing is overwritten unless you say so, and a file appears only when it is complete.\
            """)
public final class SaveImage implements NodeFunction<SaveImage.In, SaveImage.Out> {
    /** What and where. */
    public record In(
            @Port(doc = "The pictures to save") List<Picture> pictures,

            @Param(
                    doc = "Where to: a file name that ends in .png, .jpg or .webp",
                    text = "picture.png",
                    endings = {".png", ".jpg", ".jpeg", ".webp"})
            Path file,

            @Param(
                    doc = "How much JPEG and WebP keep, 1 to 100; WebP with 100 keeps every pixel, as PNG always does",
                    value = 90,
                    min = 1,
                    max = 100,
                    step = 1)
            int quality,

            @Param(doc = "What to do when the file is there already")
            Existing existing) {}

    /** Where they are. */
    public record Out(
            @Port(doc = "The files written, in the order of the pictures")
            List<Path> files) {}

    @Override
    public void foresee(Map<String, Object> known) {
        Existing.foresee(known);
    }

    @Override
    public Out run(In in, Call call) {
        return new Out(new PictureFolder(in.file(), in.existing(), Clock.systemDefaultZone())
                .save(in.pictures(), in.quality(), call));
    }
}
