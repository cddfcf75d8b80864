package org.quarry.nodes.inversion;

import org.quarry.diffusion.Schedule;
import org.quarry.diffusion.TwinLatents;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** To two latents, from which there is an exact way back. */
@NodeInfo(
        id = "quarry:invert-exactly",
        version = 1,
        name = "Invert exactly",
        category = "Inversion",
        keywords = {"edict", "belm", "o-belm", "bdia", "exact inversion", "reconstruct"},
        doc = """
            Finds noise that leads back to the latent exactly, at any guidance.
            Two coupled latents go up together, and every line of the way can be undone. Generate exactly takes them back: with \
            the same prediction it makes the latent again to rounding, with another prompt an edited one. Unlike the noise of \
            Invert, this noise is of no use to Denoise.

            Wallace et al. (2023), "EDICT"; Wang et al. (2024), "BELM"; Zhang et al. (2023), "BDIA".\
            """)
public final class InvertExactly implements NodeFunction<InvertExactly.In, InvertExactly.Out> {
    /** What to invert, and how. */
    public record In(
            @Port(doc = "What the network says at each step", kind = "prediction<F>")
            PerStep<Tensor> prediction,

            @Port(doc = "The noise levels to go through upwards", kind = "schedule<F>")
            Schedule schedule,

            @Port(doc = "The clean latent", kind = "latent<F>", shape = "B,C,H,W")
            Tensor latent,

            @Param(doc = "How the two latents are coupled") ExactMethod method) {}

    /** The two. */
    public record Out(
            @Port(doc = "The two latents with method and schedule, for Generate exactly", kind = "twins<F>")
            TwinLatents twins,

            @Port(doc = "The first of them, to look at", kind = "latent<F>", shape = "B,C,H,W")
            Tensor noise) {}

    @Override
    public Out run(In in, Call call) {
        TwinLatents twins = Wire.run(
                in.prediction(),
                in.schedule(),
                call,
                model -> in.method().inversion().invert(model, in.latent(), in.schedule()));
        return new Out(twins, twins.first());
    }
}
