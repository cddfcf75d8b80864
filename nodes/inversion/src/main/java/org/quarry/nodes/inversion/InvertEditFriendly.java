package org.quarry.nodes.inversion;

import java.util.Optional;
import org.quarry.diffusion.DdpmNoises;
import org.quarry.diffusion.EditFriendlyDdpm;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.tensor.NoiseStream;
import org.quarry.tensor.Tensor;

/** To the noises that a run of DDPM would have to draw. */
@NodeInfo(
        id = "quarry:invert-edit-friendly",
        version = 2,
        name = "Invert edit-friendly",
        category = "Inversion",
        keywords = {"ddpm inversion", "edit friendly", "leditspp", "edit"},
        doc = """
            Finds the noise that DDPM must add at each step to come to the given latent.
            Each noisy sample on the way is drawn for itself, so the noises between them hold the picture's layout: Generate \
            edit-friendly makes the latent again, or, with another prompt, the same scene with what the prompt changes. \
            The prediction is best guided by 3.5 here, with the source prompt.

            Huberman-Spiegelglas et al. (2024), "An Edit Friendly DDPM Noise Space"; the last noise is kept, unlike there, which \
            makes the way back exact.\
            """)
public final class InvertEditFriendly implements NodeFunction<InvertEditFriendly.In, InvertEditFriendly.Out> {
    /** What to invert, and by which network. */
    public record In(
            @Port(doc = "What the network says at each step", kind = "prediction<F>")
            PerStep<Tensor> prediction,

            @Port(doc = "The noise levels of the run", kind = "schedule<F>")
            Schedule schedule,

            @Port(doc = "The clean latent", kind = "latent<F>", shape = "B,C,H,W")
            Tensor latent,

            @Param(
                    doc = "Which noisy samples are drawn, by PyTorch's CPU generator, if no stream is linked",
                    role = Param.Role.SEED)
            long seed,

            @Port(
                    doc = "A Noise source's stream, drawn from in place of the seed: with its generator, and with a"
                            + " seed for each picture if it has them",
                    kind = "noise-stream")
            Optional<NoiseStream> stream) {}

    /** The noises. */
    public record Out(
            @Port(doc = "The noise of each step, for Generate edit-friendly", kind = "noises<F>")
            DdpmNoises noises) {}

    @Override
    public Out run(In in, Call call) {
        if (in.schedule().steps() == 0) {
            throw new NodeException(
                    "schedule", "it has no step, so there is no noise to find; raise the scheduler's strength");
        }
        return new Out(Wire.run(
                in.prediction(),
                in.schedule(),
                call,
                model -> EditFriendlyDdpm.invert(
                        model, in.latent(), in.schedule(), Draws.of(in.stream(), in.seed(), in.latent()))));
    }
}
