package org.quarry.nodes.noise;

import org.quarry.diffusion.ForwardProcess;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** The jump of the forward process. */
@NodeInfo(
        id = "quarry:add-noise",
        version = 1,
        name = "Add noise",
        category = "Noise",
        keywords = {"forward", "diffuse", "q sample", "destroy"},
        doc = """
                Jumps from a clean latent to what is left of it at a timestep of training.
                This is q(x_t | x_0) of Ho et al. (2020): the latent grows weaker and the noise stronger the higher the timestep \
                is, and at the highest there is little but noise.""")
public final class AddNoise implements NodeFunction<AddNoise.In, AddNoise.Out> {
    /** What and how far. */
    public record In(
            @Port(doc = "The clean latent", kind = "latent<F>", shape = "B,C,H,W")
            Tensor latent,

            @Port(doc = "Standard normal noise, as from a Noise source", kind = "latent<F>", shape = "?,C,H,W")
            Tensor noise,

            @Port(doc = "How the noise grows with the timestep", kind = "schedule<F>")
            Schedule schedule,

            @Param(
                    doc =
                            "Where to jump: 0 is nearly clean, 999 the last of a model that was trained on 1000 timesteps",
                    value = 500,
                    min = 0,
                    max = 100_000)
            int timestep) {}

    /** What is left. */
    public record Out(
            @Port(doc = "The noisy latent", kind = "latent<F>", shape = "B,C,H,W", bypass = "latent")
            Tensor latent) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(ForwardProcess.jump(
                in.latent(),
                Fitting.noise(in.noise(), in.latent()),
                Trained.level(in.schedule(), "timestep", in.timestep())));
    }
}
