package org.quarry.nodes.noise;

import org.quarry.diffusion.LatentPacking;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Tokens to places. */
@NodeInfo(
        id = "quarry:unpack-latent",
        version = 1,
        name = "Unpack latent",
        category = "Latent",
        keywords = {"flux", "patch", "tokens", "transformer"},
        doc = """
                Turns the sequence of tokens of a transformer like FLUX back into a latent.
                It undoes Pack latent. The sequence does not know its height and width; they are taken from another latent of the \
                same size, as the one that was packed or the current step's sample.""")
public final class UnpackLatent implements NodeFunction<UnpackLatent.In, UnpackLatent.Out> {
    /** What to unpack, and to which size. */
    public record In(
            @Port(doc = "The tokens, one after the other", kind = "packed-latent<F>", shape = "B,?,?")
            Tensor packed,

            @Port(doc = "Any latent of the wanted height and width", shape = "?,?,H,W")
            Tensor like) {}

    /** The latent. */
    public record Out(
            @Port(doc = "The latent", kind = "latent<F>", shape = "B,?,H,W")
            Tensor latent) {}

    @Override
    public Out run(In in, Call call) {
        Shape wanted = in.like().shape();
        Shape packed = in.packed().shape();
        int tokens = wanted.size(2) / 2 * (wanted.size(3) / 2);
        if (packed.rank() != 3 || packed.size(1) != tokens || packed.size(2) % 4 != 0) {
            throw new NodeException(
                    "packed",
                    "found shape " + packed + "; a latent of " + wanted.size(3) + " x " + wanted.size(2)
                            + " places has " + tokens
                            + " tokens of four times its channels: link a latent of the size that"
                            + " was packed");
        }
        return new Out(LatentPacking.unpack(in.packed(), wanted.size(2), wanted.size(3)));
    }
}
