package org.quarry.nodes.noise;

import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Another size for a latent. */
@NodeInfo(
        id = "quarry:resize-latent",
        version = 1,
        name = "Resize latent",
        category = "Latent",
        keywords = {"upscale", "enlarge", "hires fix", "scale", "interpolate", "high resolution"},
        doc = """
            Brings a latent to another size without decoding it.
            A latent is no picture: between its places lies nothing that a network has seen, so the result decodes to something \
            blurred or speckled. It is a start for a second run that changes about half of it, as in high resolution in two \
            passes; enlarging the decoded picture and encoding it again keeps more.\
            """)
public final class ResizeLatent implements NodeFunction<ResizeLatent.In, ResizeLatent.Out> {
    private static final int MOST = 4096;

    /** The latent and its new size. */
    public record In(
            @Port(doc = "The latent to resize", kind = "latent<F>", shape = "B,C,?,?")
            Tensor latent,

            @Param(doc = "By how much, for a width or height of 0", value = 1.5, min = 0.01, max = 8, step = 0.25)
            double factor,

            @Param(
                    doc = "Width of the picture in pixels, of which 8 are one place; 0 for the factor, or for what"
                            + " fits the height",
                    value = 0,
                    min = 0,
                    max = 16384,
                    step = 8)
            int width,

            @Param(
                    doc = "Height of the picture in pixels, of which 8 are one place; 0 for the factor, or for what"
                            + " fits the width",
                    value = 0,
                    min = 0,
                    max = 16384,
                    step = 8)
            int height,

            @Param(doc = "How new places are made of old ones")
            Interpolation interpolation,

            @Param(doc = "Cut off what is too much on both sides instead of distorting")
            boolean crop) {}

    /** The other latent. */
    public record Out(
            @Port(doc = "The latent at its new size", kind = "latent<F>", shape = "B,C,?,?")
            Tensor latent) {}

    @Override
    public Out run(In in, Call call) {
        Shape shape = in.latent().shape();
        int width = places(in.width(), in.height(), shape.size(3), shape.size(2), in.factor());
        int height = places(in.height(), in.width(), shape.size(2), shape.size(3), in.factor());
        if (width < 1 || height < 1 || width > MOST || height > MOST) {
            throw new NodeException(
                    "factor",
                    "the latent would become " + width + " x " + height + " places; wanted 1 to " + MOST
                            + " each: change factor, width or height");
        }
        Tensor source = in.crop() ? cropped(in.latent(), width, height) : in.latent();
        return new Out(in.interpolation().resized(source, width, height));
    }

    /** One side in places. @param pixels asked for @param other pixels asked for of the other side */
    private static int places(int pixels, int other, int from, int otherFrom, double factor) {
        if (pixels > 0) {
            return pixels / LatentSize.USUAL_FACTOR;
        }
        return (int)
                (other > 0
                        ? Math.max(1, Math.rint((double) from * other / otherFrom / LatentSize.USUAL_FACTOR))
                        : Math.rint(from * factor));
    }

    /** The middle of a latent, as wide for its height as what it becomes. */
    private static Tensor cropped(Tensor latent, int width, int height) {
        double old = (double) latent.shape().size(3) / latent.shape().size(2);
        double wanted = (double) width / height;
        int x = 0;
        int y = 0;
        if (old > wanted) {
            x = (int) Math.rint((latent.shape().size(3) - latent.shape().size(3) * (wanted / old)) / 2);
        } else if (old < wanted) {
            y = (int) Math.rint((latent.shape().size(2) - latent.shape().size(2) * (old / wanted)) / 2);
        }
        return inner(latent, x, y);
    }

    private static Tensor inner(Tensor latent, int left, int top) {
        Shape shape = latent.shape();
        int width = shape.size(3) - 2 * left;
        int height = shape.size(2) - 2 * top;
        float[] values = new float[shape.size(0) * shape.size(1) * width * height];
        for (int i = 0; i < values.length; i++) {
            int plane = i / (width * height);
            int row = i / width % height + top;
            values[i] = latent.at((plane * shape.size(2) + row) * shape.size(3) + i % width + left);
        }
        return Tensor.adopt(shape.with(2, height).with(3, width), values);
    }
}
