package org.quarry.nodes.vae;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** Latent to picture. */
@NodeInfo(
        id = "quarry:vae-decode",
        version = 1,
        name = "VAE decode",
        category = "Picture",
        keywords = {"latent", "image", "autoencoder"},
        doc = """
                Turns latents into pictures.
                A latent is a small picture of what matters, usually an eighth as wide and high; the decoder of the model's \
                autoencoder fills in the pixels. A batch of latents gives a list of pictures.""")
public final class VaeDecode implements NodeFunction<VaeDecode.In, VaeDecode.Out> {
    /** The latents and the network. */
    public record In(
            @Port(doc = "The latents to decode", kind = "latent<F>", shape = "B,vae.channels,H,W")
            Tensor latent,

            @Port(doc = "The model whose decoder is run", kind = "vae<F>")
            Model vae) {}

    /** The pictures. */
    public record Out(
            @Port(doc = "One picture for each latent of the batch")
            List<Picture> pictures) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(Autoencoder.of(in.vae()).decode(in.latent(), call));
    }
}
