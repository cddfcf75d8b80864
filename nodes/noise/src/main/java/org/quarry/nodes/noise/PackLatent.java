package org.quarry.nodes.noise;

import org.quarry.diffusion.LatentPacking;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Places to tokens. */
@NodeInfo(
        id = "quarry:pack-latent",
        version = 1,
        name = "Pack latent",
        category = "Latent",
        keywords = {"flux", "patch", "tokens", "img_ids", "transformer"},
        doc = """
                Turns a latent into the sequence of tokens that a transformer like FLUX reads.
                Each square of 2 x 2 places becomes one token that holds all their channels: 16 channels of 64 x 64 become 1024 \
                tokens of 64 numbers. A sequence does not say what stands where; that say the positions, three numbers for each \
                token: 0, row and column.

                From FLUX.1 (Black Forest Labs, 2024), after the patches of Dosovitskiy et al. (2021), "An Image is Worth 16x16 \
                Words".""")
public final class PackLatent implements NodeFunction<PackLatent.In, PackLatent.Out> {
    /** What to pack. */
    public record In(
            @Port(doc = "The latent, of even height and width", kind = "latent<F>", shape = "B,C,H,W")
            Tensor latent) {}

    /** The sequence. */
    public record Out(
            @Port(doc = "The tokens, one after the other", kind = "packed-latent<F>", shape = "B,?,4*C")
            Tensor packed,

            @Port(doc = "Where each token stands", shape = "?,3")
            Tensor positions) {}

    @Override
    public Out run(In in, Call call) {
        Shape shape = in.latent().shape();
        if (shape.size(2) % 2 != 0 || shape.size(3) % 2 != 0) {
            throw new NodeException(
                    "latent",
                    "found a latent of " + shape.size(3) + " x " + shape.size(2)
                            + " places; wanted even sides: make the picture's width and height multiples of 16");
        }
        return new Out(LatentPacking.pack(in.latent()), LatentPacking.positions(shape.size(2), shape.size(3)));
    }
}
