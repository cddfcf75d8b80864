package org.quarry.nodes.inversion;

import java.util.Optional;
import org.quarry.diffusion.Denoiser;
import org.quarry.diffusion.FlowEdit;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.tensor.NoiseStream;
import org.quarry.tensor.Tensor;

/** Editing without inversion. */
@NodeInfo(
        id = "quarry:flow-edit",
        version = 2,
        name = "FlowEdit",
        category = "Inversion",
        keywords = {"flux", "stable diffusion 3", "rectified flow", "edit", "inversion-free"},
        doc = """
            Moves a picture from what one prompt says to what another says, without looking for its noise.
            At each level the network is asked with both prompts at samples with the same noise, and the picture follows \
            the difference; where the prompts agree, nothing moves. The scheduler's strength says how much may change: the \
            authors take 0.66 with guidance 3.5 for the source and 13.5 for the target on Stable Diffusion 3, 0.86 with 1.5 and \
            5.5 on FLUX. Models that are no flows are seen as one.

            Kulikov et al. (2024), "FlowEdit: Inversion-Free Text-Based Editing Using Pre-Trained Flow Models".\
            """)
public final class EditFlow implements NodeFunction<EditFlow.In, EditFlow.Out> {
    /** The picture and both networks. */
    public record In(
            @Port(doc = "What the network says with the source prompt", kind = "prediction<F>")
            PerStep<Tensor> source,

            @Port(doc = "What the network says with the target prompt", kind = "prediction<F>")
            PerStep<Tensor> target,

            @Port(doc = "The noise levels to go through", kind = "schedule<F>")
            Schedule schedule,

            @Port(doc = "The clean latent", kind = "latent<F>", shape = "B,C,H,W")
            Tensor latent,

            @Param(doc = "Over how many draws of noise each step is averaged", value = 1, min = 1, max = 32)
            int draws,

            @Param(
                    doc = "Which noise is drawn, of PyTorch's CPU generator, if no stream is linked",
                    role = Param.Role.SEED)
            long seed,

            @Port(
                    doc = "A Noise source's stream, drawn from in place of the seed: with its generator, and with a"
                            + " seed for each picture if it has them",
                    kind = "noise-stream")
            Optional<NoiseStream> stream) {}

    /** The result. */
    public record Out(
            @Port(doc = "The edited latent", kind = "latent<F>", shape = "B,C,H,W", bypass = "latent")
            Tensor latent) {}

    @Override
    public Out run(In in, Call call) {
        Denoiser target = Wire.denoiser(in.target(), in.schedule(), call);
        return new Out(Wire.run(
                in.source(),
                in.schedule(),
                call,
                source -> new FlowEdit(in.draws())
                        .edit(
                                source,
                                target,
                                in.latent(),
                                in.schedule(),
                                Draws.of(in.stream(), in.seed(), in.latent()))));
    }
}
