package org.quarry.nodes.image;

import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Picture;

/** The edges of a picture. */
@NodeInfo(
        id = "quarry:canny-edges",
        version = 1,
        name = "Canny edges",
        category = "Picture",
        keywords = {"canny", "edge", "outline", "controlnet", "preprocessor", "opencv"},
        doc = """
            Draws the edges of a picture in white on black, as a ControlNet for edges wants them.
            An edge is where brightness or a colour changes more than on both sides of it. It is drawn where the change is above \
            the upper threshold, and on from there for as long as it is above the lower one. Thresholds count as OpenCV's do, \
            on the sum of Sobel's differences of 8-bit values; without blur the edges are those of its Canny function. Blur first \
            where noise and texture are to give no edges.

            Canny (1986), "A Computational Approach to Edge Detection".\
            """)
public final class CannyEdges implements NodeFunction<CannyEdges.In, CannyEdges.Out> {
    /** The picture and what counts. */
    public record In(
            @Port(doc = "The picture") Picture picture,

            @Param(doc = "An edge goes on where the change is above this", value = 100, min = 0, max = 2040, step = 5)
            double low,

            @Param(doc = "An edge begins where the change is above this", value = 200, min = 0, max = 2040, step = 5)
            double high,

            @Param(
                    doc = "Standard deviation of the blur before, in pixels; 0 for none",
                    value = 0,
                    min = 0,
                    max = 20,
                    step = 0.1)
            double blur) {}

    /** Its edges. */
    public record Out(
            @Port(doc = "White edges on black", bypass = "picture")
            Picture edges) {}

    @Override
    public Out run(In in, Call call) {
        if (in.low() > in.high()) {
            throw new NodeException(
                    "low",
                    "found " + in.low() + " above the upper threshold of " + in.high()
                            + "; an edge must begin higher than it goes on: make it smaller");
        }
        return new Out(Canny.edges(in.picture(), in.blur(), in.low(), in.high()));
    }
}
