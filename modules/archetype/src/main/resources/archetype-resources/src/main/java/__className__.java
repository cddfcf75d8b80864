package ${package};

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Picture;

/** A node: a pure function from a record to a record. The components of the records are its ports and parameters. */
@NodeInfo(id = "${nodeId}", version = 1, name = "${nodeName}", category = "Picture", doc = """
        Changes the contrast of pictures.
        Each colour moves away from middle grey, or towards it.""")
public final class ${className} implements NodeFunction<${className}.In, ${className}.Out> {
    private static final double GREY = 0.5;

    /** What is linked, and what is set. */
    public record In(
            @Port(doc = "The pictures to change") List<Picture> pictures,
            @Param(doc = "1 leaves them as they are, 0 makes them grey", value = 1.5, min = 0, max = 4, step = 0.1)
            double contrast) {}

    /** What it gives. */
    public record Out(@Port(doc = "The changed pictures", bypass = "pictures") List<Picture> pictures) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(in.pictures().stream()
                .map(picture -> new Picture(
                        picture.pixels().map(colour -> GREY + in.contrast() * (colour - GREY))))
                .toList());
    }
}
