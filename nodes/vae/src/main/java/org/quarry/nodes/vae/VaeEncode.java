package org.quarry.nodes.vae;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** Picture to latent. */
@NodeInfo(
        id = "quarry:vae-encode",
        version = 1,
        name = "VAE encode",
        category = "Picture",
        keywords = {"latent", "image", "autoencoder"},
        doc = """
                Turns pictures into latents, in which the denoising network works.
                Of the distribution that the encoder gives, the mean is taken, so the same picture always gives the same latent. \
                Width and height must be multiples of the model's factor, usually 8 pixels: the Resize node brings them there.""")
public final class VaeEncode implements NodeFunction<VaeEncode.In, VaeEncode.Out> {
    /** The pictures and the network. */
    public record In(
            @Port(doc = "Pictures of one size") List<Picture> pictures,

            @Port(doc = "The model whose encoder is run", kind = "vae<F>")
            Model vae) {}

    /** The latents. */
    public record Out(
            @Port(doc = "One latent for each picture, as a batch", kind = "latent<F>", shape = "?,vae.channels,?,?")
            Tensor latent) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(Autoencoder.of(in.vae()).encode(in.pictures(), call));
    }
}
