package org.quarry.nodes.inversion;

import org.quarry.diffusion.DdimInversion;
import org.quarry.diffusion.InvertedPath;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** From a picture back to its noise. */
@NodeInfo(
        id = "quarry:invert",
        version = 2,
        name = "Invert",
        category = "Inversion",
        keywords = {"ddim inversion", "renoise", "aidi", "fixed point", "edit", "reconstruct", "noise"},
        doc = """
            Finds the noise from which a given latent would have been made: denoising run backwards.
            Give Denoise the same prediction, the same schedule, the sampler ddim and this noise, and it makes the latent again. \
            Each iteration makes that more exact and asks the network once more per step. Guidance of 5 and above makes \
            iterations worse, not better, and the run reports it: use 1 to 3 for them, or 0 iterations.
            For negative-prompt inversion, invert without guidance and with the source prompt, then generate with \
            guidance, the target prompt, and the source prompt in place of the negative one.

            Song et al. (2021), "DDIM"; Pan et al. (2023), "AIDI"; Garibi et al. (2024), "ReNoise"; Miyake et al. (2023), \
            "Negative-prompt Inversion".\
            """)
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
            int iterations,

            @Param(
                    doc = "Of how many of the last iterations the mean noise is taken: 1 for the last alone, more as"
                            + " ReNoise does for few-step models",
                    value = 1,
                    min = 1,
                    max = 50)
            int averaged) {}

    /** The noise, and the way to it. */
    public record Out(
            @Port(doc = "The noise to give to Denoise", kind = "latent<F>", shape = "B,C,H,W")
            Tensor noise,

            @Port(
                    doc = "The latent, then the sample after each step upwards, as one batch",
                    kind = "latent<F>",
                    shape = "?,C,H,W")
            Tensor trajectory,

            @Port(doc = "The way upwards with its schedule, for Generate directly", kind = "path<F>")
            InvertedPath path) {}

    @Override
    public Out run(In in, Call call) {
        Schedule schedule = in.schedule();
        if (schedule.steps() == 0) {
            throw new NodeException(
                    "schedule", "it has no step, so there is no noise to find; raise the scheduler's strength");
        }
        DdimInversion.Refinement refinement = new DdimInversion.Refinement(in.iterations(), in.averaged());
        InvertedPath path =
                DdimInversion.path(Wire.denoiser(in.prediction(), schedule, call), in.latent(), schedule, refinement);
        if (path.unsettled() > 0) {
            call.report("the iterations did not settle at " + path.unsettled() + " of "
                    + schedule.steps()
                    + " steps, as they do with guidance of 5 and above; lower the guidance to 1 to 3,"
                    + " or set iterations to 0");
        }
        // Denoise multiplies what it is given by the schedule's starting factor.
        return new Out(path.noisiest().times(1 / schedule.startingNoise()), Tensor.concatenate(path.samples()), path);
    }
}
