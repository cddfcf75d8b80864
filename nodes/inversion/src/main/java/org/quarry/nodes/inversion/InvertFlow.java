package org.quarry.nodes.inversion;

import java.util.Optional;
import org.quarry.diffusion.FlowNoise;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.tensor.NoiseStream;
import org.quarry.tensor.Tensor;

/** From a picture to the noise of a rectified flow. */
@NodeInfo(
        id = "quarry:invert-flow",
        version = 2,
        name = "Invert flow",
        category = "Inversion",
        keywords = {"rf-solver", "rf-inversion", "flux", "stable diffusion 3", "rectified flow", "edit"},
        doc = """
            Finds the noise behind a latent on the straight paths of a flow, as of Stable Diffusion 3 and FLUX.
            Generate flow goes back. RF-Solver is the better for reconstruction; RF-Inversion finds noise that the network \
            knows better, and leaves more room to edit. Models that are no flows are seen as one.

            Wang et al. (2024), "Taming Rectified Flow for Inversion and Editing"; Rout et al. (2024), "Semantic Image Inversion \
            and Editing using Rectified Stochastic Differential Equations".\
            """)
public final class InvertFlow implements NodeFunction<InvertFlow.In, InvertFlow.Out> {
    /** What to invert, and how. */
    public record In(
            @Port(doc = "What the network says at each step", kind = "prediction<F>")
            PerStep<Tensor> prediction,

            @Port(doc = "The noise levels to go through upwards", kind = "schedule<F>")
            Schedule schedule,

            @Port(doc = "The clean latent", kind = "latent<F>", shape = "B,C,H,W")
            Tensor latent,

            @Param(doc = "How to go up") FlowMethod method,

            @Param(
                    doc = "For RF-Inversion, how strongly the way is drawn towards random noise",
                    value = 0.5,
                    min = 0,
                    max = 1,
                    step = 0.1)
            double gamma,

            @Param(
                    doc = "For RF-Inversion, which random noise, of PyTorch's CPU generator, if no stream is linked",
                    role = Param.Role.SEED)
            long seed,

            @Port(
                    doc = "A Noise source's stream, drawn from in place of the seed: with its generator, and with a"
                            + " seed for each picture if it has them",
                    kind = "noise-stream")
            Optional<NoiseStream> stream) {}

    /** The noise. */
    public record Out(
            @Port(doc = "The noise with method, schedule and picture, for Generate flow", kind = "flow-noise<F>")
            FlowNoise inverted,

            @Port(doc = "The noise alone, to look at", kind = "latent<F>", shape = "B,C,H,W")
            Tensor noise) {}

    @Override
    public Out run(In in, Call call) {
        FlowNoise inverted = Wire.run(
                in.prediction(),
                in.schedule(),
                call,
                model -> in.method()
                        .inversion(in.gamma())
                        .invert(model, in.latent(), in.schedule(), Draws.of(in.stream(), in.seed(), in.latent())));
        return new Out(inverted, inverted.noise());
    }
}
