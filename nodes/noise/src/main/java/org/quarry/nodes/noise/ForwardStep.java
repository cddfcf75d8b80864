package org.quarry.nodes.noise;

import java.util.Optional;
import org.quarry.diffusion.ForwardProcess;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.NoiseStream;
import org.quarry.tensor.Tensor;

/** The Markov step of the forward process. */
@NodeInfo(
        id = "quarry:forward-step",
        version = 1,
        name = "Forward step",
        category = "Noise",
        keywords = {"markov", "diffuse", "destroy", "add noise"},
        doc = """
                Takes a noisy latent one step further into the noise.
                This is q(x_t | x_s) of Ho et al. (2020): a little of the latent is replaced by fresh noise. A chain of such steps \
                arrives at the same distribution as one jump of Add noise. All steps of a chain may have one seed: each draws \
                noise of its own from it.""")
public final class ForwardStep implements NodeFunction<ForwardStep.In, ForwardStep.Out> {
    /** What, from where and to where. */
    public record In(
            @Port(doc = "The latent at the timestep it has reached", kind = "latent<F>", shape = "B,C,H,W")
            Tensor latent,

            @Port(doc = "How the noise grows with the timestep", kind = "schedule<F>")
            Schedule schedule,

            @Param(
                    doc = "The timestep that the latent has reached; -1 for a clean one",
                    value = -1,
                    min = -1,
                    max = 100_000)
            int from,

            @Param(
                    doc = "The timestep to go to, higher than the one it comes from",
                    value = 100,
                    min = 0,
                    max = 100_000)
            int to,

            @Param(
                    doc = "Which fresh noise, of PyTorch's CPU generator, if no stream is linked",
                    role = Param.Role.SEED)
            long seed,

            @Port(doc = "A Noise source's stream to take fresh noise from in place of the seed", kind = "noise-stream")
            Optional<NoiseStream> stream) {}

    /** Where it arrives. */
    public record Out(
            @Port(doc = "The noisier latent", kind = "latent<F>", shape = "B,C,H,W", bypass = "latent")
            Tensor latent) {}

    @Override
    public Out run(In in, Call call) {
        if (in.to() <= in.from()) {
            throw new NodeException(
                    "to",
                    "found a step from timestep " + in.from() + " to " + in.to()
                            + "; the forward process goes up: choose a higher one");
        }
        NoiseStream stream = in.stream().orElse(NoiseStream.torchCpu(in.seed()));
        int pictures = in.latent().shape().size(0);
        if (!stream.serves(pictures)) {
            throw new NodeException(
                    "stream",
                    "found seeds of " + stream.seeds().size() + " pictures, the latent has " + pictures
                            + "; set the Noise source's batch to as many");
        }
        return new Out(ForwardProcess.step(
                in.latent(),
                Trained.freshNoise(stream, in.to()).next(in.latent().shape()),
                Trained.level(in.schedule(), "from", in.from()),
                Trained.level(in.schedule(), "to", in.to())));
    }
}
