package org.quarry.nodes.inversion;

import org.quarry.diffusion.TwinLatents;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** Back from two coupled latents. */
@NodeInfo(
        id = "quarry:generate-exactly",
        version = 1,
        name = "Generate exactly",
        category = "Inversion",
        keywords = {"edict", "belm", "o-belm", "bdia", "reconstruct", "edit"},
        doc = """
            Goes back the way that Invert exactly came, by the same method and schedule.
            With the same prediction it makes the latent again. With another prompt it makes what that latent would be: raise the \
            guidance to change more.\
            """)
public final class GenerateExactly implements NodeFunction<GenerateExactly.In, GenerateExactly.Out> {
    /** The two latents and the network. */
    public record In(
            @Port(doc = "What the network says at each step", kind = "prediction<F>")
            PerStep<Tensor> prediction,

            @Port(doc = "What Invert exactly found", kind = "twins<F>")
            TwinLatents twins) {}

    /** The result. */
    public record Out(
            @Port(doc = "The clean latent", kind = "latent<F>")
            Tensor latent) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(Wire.run(in.prediction(), in.twins().schedule(), call, in.twins()::generate));
    }
}
