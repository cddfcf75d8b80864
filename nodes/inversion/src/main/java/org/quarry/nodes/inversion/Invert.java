package org.quarry.nodes.inversion;

import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** From a picture back to its noise. */
@NodeInfo(
        id = "quarry:invert",
        version = 1,
        name = "Invert",
        category = "Denoising",
        keywords = {"ddim inversion", "renoise", "edit", "reconstruct", "noise"},
        doc = """
                Finds the noise from which a given latent would have been made: denoising run backwards.
                Give Denoise the same prediction, the same schedule, the sampler ddim and this noise, and it makes the latent again. \
                Each iteration makes that more exact and asks the network once more per step. Guidance of 5 and above makes \
                iterations worse, not better; use 1 to 3.""")
public final class Invert implements NodeFunction<Invert.In, Invert.Out> {
    /** What to invert, and by which network. */
    public record In(
            @Port(doc = "What the network says at each step; the same wire as for Denoise", kind = "prediction<F>")
            PerStep<Tensor> prediction,

            @Port(doc = "The noise levels; the same as for Denoise", kind = "schedule<F>")
            Schedule schedule,

            @Port(doc = "The clean latent", kind = "latent<F>", shape = "B,C,H,W")
            Tensor latent,

            @Param(
                    doc = "How often each step is made more exact; 0 is plain DDIM inversion",
                    value = 3,
                    min = 0,
                    max = 50)
            int iterations) {}

    /** The noise, and the way to it. */
    public record Out(
            @Port(doc = "The noise to give to Denoise", kind = "latent<F>", shape = "B,C,H,W")
            Tensor noise,

            @Port(
                    doc = "The latent, then the sample after each step upwards, as one batch",
                    kind = "latent<F>",
                    shape = "?,C,H,W")
            Tensor trajectory) {}

    @Override
    public Out run(In in, Call call) {
        return Ascent.of(in, call);
    }
}
