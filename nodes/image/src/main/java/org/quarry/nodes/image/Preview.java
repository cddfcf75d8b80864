package org.quarry.nodes.image;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.Effect;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Picture;

/** Shows pictures. */
@NodeInfo(
        id = "quarry:preview",
        version = 1,
        name = "Preview",
        category = "Picture",
        effect = Effect.SHOWS,
        keywords = {"show", "view", "display", "image"},
        doc = """
            Shows pictures and saves nothing.
            The desktop draws them on the node. On the command line they are not seen, but what they need is computed.\
            """)
public final class Preview implements NodeFunction<Preview.In, Preview.Out> {
    /** What to show. */
    public record In(@Port(doc = "The pictures to show") List<Picture> pictures) {}

    /** Nothing. */
    public record Out() {}

    @Override
    public Out run(In in, Call call) {
        in.pictures().forEach(call::preview);
        return new Out();
    }
}
