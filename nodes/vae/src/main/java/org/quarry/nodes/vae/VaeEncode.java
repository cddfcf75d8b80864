package org.quarry.nodes.vae;

import java.util.List;
import java.util.Optional;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Picture to latent. */
@NodeInfo(
        id = "quarry:vae-encode",
        version = 2,
        name = "VAE encode",
        category = "Picture",
        keywords = {"latent", "image", "autoencoder", "tiled"},
        doc = """
            Turns pictures into latents, in which the denoising network works.
            Width and height must be multiples of the model's factor, usually 8 pixels: the Resize node brings them there.

            Most encoders give a distribution. Its mean is taken, so the same picture always gives the same latent; with noise \
            linked it is a draw, mean + deviation · noise, as the denoising network saw in its training. An encoder that draws by \
            itself, as in some older exports, is taken as it is.

            A large picture needs much memory; encoded in tiles it needs as much as one of them. Neighbouring tiles overlap and \
            fade into each other. The latent can still differ a little from that of a picture encoded at once, because the \
            encoder balances contrasts over all that it sees: the larger the tiles, the less.\
            """)
public final class VaeEncode implements NodeFunction<VaeEncode.In, VaeEncode.Out> {
    /** The pictures and the network. */
    public record In(
            @Port(doc = "Pictures of one size") List<Picture> pictures,

            @Port(doc = "The model whose encoder is run", kind = "vae<F>")
            Model vae,

            @Port(
                    doc = "To draw from the distribution that the encoder gives, instead of taking its mean",
                    kind = "latent<F>",
                    shape = "?,vae.channels,?,?")
            Optional<Tensor> noise,

            @Param(
                    doc = "Side of a tile in pixels; 0 encodes each picture at once",
                    value = 0,
                    min = 0,
                    max = 16384,
                    step = 64)
            int tile,

            @Param(doc = "How much neighbouring tiles overlap, in pixels", value = 128, min = 0, max = 4096, step = 8)
            int overlap) {}

    /** The latents. */
    public record Out(
            @Port(doc = "One latent for each picture, as a batch", kind = "latent<F>", shape = "?,vae.channels,?,?")
            Tensor latent) {}

    @Override
    public Out run(In in, Call call) {
        Autoencoder autoencoder = Autoencoder.of(in.vae());
        Tiling tiling = Tiling.ofPixels(in.tile(), in.overlap(), autoencoder.factor());
        Encoded encoded = autoencoder.encode(in.pictures(), tiling, call);
        return new Out(autoencoder.scaled(
                in.noise().map(noise -> drawn(encoded, noise, in.vae(), call)).orElseGet(encoded::mean)));
    }

    private static Tensor drawn(Encoded encoded, Tensor noise, Model vae, Call call) {
        if (!encoded.distribution()) {
            call.report("The encoder of " + vae.description().name()
                    + " gives a latent and no distribution: the linked noise changes nothing.");
            return encoded.values();
        }
        Shape wanted = encoded.mean().shape();
        if (!noise.shape().with(0, 1).equals(wanted.with(0, 1))
                || noise.shape().size(0) != 1 && noise.shape().size(0) != wanted.size(0)) {
            throw new NodeException(
                    "noise",
                    "found noise of shape " + noise.shape() + " for latents of shape " + wanted
                            + "; wanted the same: set the Noise source to the size of the pictures");
        }
        return encoded.drawn(noise);
    }
}
