package org.quarry.nodes.inversion;

import java.util.Locale;
import org.quarry.diffusion.ReconstructionError;
import org.quarry.node.Call;
import org.quarry.node.Effect;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** How far two latents are apart. */
@NodeInfo(
        id = "quarry:compare-latents",
        version = 1,
        name = "Compare latents",
        category = "Inversion",
        effect = Effect.SHOWS,
        keywords = {"error", "difference", "rms", "reconstruction"},
        doc = """
            Says how far a latent is from the original, before any picture is decoded.
            Latents have a spread of about 1, so an error of 0.01 is one part in a hundred.\
            """)
public final class CompareLatents implements NodeFunction<CompareLatents.In, CompareLatents.Out> {
    /** The latents. */
    public record In(
            @Port(doc = "The latent to judge", kind = "latent<F>", shape = "B,C,H,W")
            Tensor latent,

            @Port(doc = "What it should be", kind = "latent<F>", shape = "B,C,H,W")
            Tensor original) {}

    /** The measure. */
    public record Out(
            @Port(doc = "Root of the mean square difference")
            double error) {}

    @Override
    public Out run(In in, Call call) {
        if (!in.latent().shape().equals(in.original().shape())) {
            throw new NodeException(
                    "original",
                    "found shapes " + in.latent().shape() + " and "
                            + in.original().shape() + "; wanted equal ones");
        }
        ReconstructionError error = ReconstructionError.between(in.original(), in.latent());
        call.report(String.format(
                Locale.ROOT,
                "latent error %.2g (root mean square), %.2g at most",
                error.rootMeanSquare(),
                error.largest()));
        return new Out(error.rootMeanSquare());
    }
}
