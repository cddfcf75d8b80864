package org.quarry.nodes.vae;

import java.util.List;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** Latent to picture. */
@NodeInfo(
        id = "quarry:vae-decode",
        version = 2,
        name = "VAE decode",
        category = "Picture",
        keywords = {"latent", "image", "autoencoder", "tiled"},
        doc = """
            Turns latents into pictures.
            A latent is a small picture of what matters, usually an eighth as wide and high; the decoder of the model's \
            autoencoder fills in the pixels. A batch of latents gives a list of pictures.

            A large picture needs much memory; decoded in tiles it needs as much as one of them. Neighbouring tiles overlap and \
            fade into each other, so there are no seams. Colours can still differ a little from those of a picture decoded at once, \
            because the decoder balances them over all that it sees: the larger the tiles, the less.\
            """)
public final class VaeDecode implements NodeFunction<VaeDecode.In, VaeDecode.Out> {
    /** The latents and the network. */
    public record In(
            @Port(doc = "The latents to decode", kind = "latent<F>", shape = "B,vae.channels,H,W")
            Tensor latent,

            @Port(doc = "The model whose decoder is run", kind = "vae<F>")
            Model vae,

            @Param(
                    doc = "Side of a tile in pixels; 0 decodes each picture at once",
                    value = 0,
                    min = 0,
                    max = 16384,
                    step = 64)
            int tile,

            @Param(doc = "How much neighbouring tiles overlap, in pixels", value = 128, min = 0, max = 4096, step = 8)
            int overlap) {}

    /** The pictures. */
    public record Out(
            @Port(doc = "One picture for each latent of the batch")
            List<Picture> pictures) {}

    @Override
    public Out run(In in, Call call) {
        Autoencoder autoencoder = Autoencoder.of(in.vae());
        Tiling tiling = Tiling.ofPixels(in.tile(), in.overlap(), autoencoder.factor());
        return new Out(autoencoder.decode(in.latent(), tiling, call));
    }
}
