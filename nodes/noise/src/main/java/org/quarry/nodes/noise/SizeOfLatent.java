package org.quarry.nodes.noise;

import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** How large a latent's picture is. */
@NodeInfo(
        id = "quarry:latent-size",
        version = 1,
        name = "Latent size",
        category = "Latent",
        keywords = {"width", "height", "dimensions", "pixels", "batch", "img2img"},
        doc = """
            Tells how wide and high the picture of a latent is, in pixels, and how many there are.
            Linked to width, height and batch of a Noise source, it gives noise for any picture that was encoded, whatever its \
            size.\
            """)
public final class SizeOfLatent implements NodeFunction<SizeOfLatent.In, SizeOfLatent.Out> {
    /** The latent, and how much smaller it is than its picture. */
    public record In(
            @Port(doc = "The latent to measure", kind = "latent<F>", shape = "?,?,?,?")
            Tensor latent,

            @Port(
                    doc = "The model that the latent is for, which knows how many pixels a place stands for",
                    kind = "unet<F>")
            Model unet) {}

    /** Its size. */
    public record Out(
            @Port(doc = "Width of the picture in pixels") int width,
            @Port(doc = "Height of the picture in pixels") int height,
            @Port(doc = "How many pictures there are") int batch) {}

    @Override
    public Out run(In in, Call call) {
        int factor = in.unet().description().sizes().getOrDefault("factor", LatentSize.USUAL_FACTOR);
        Shape shape = in.latent().shape();
        return new Out(shape.size(3) * factor, shape.size(2) * factor, shape.size(0));
    }
}
