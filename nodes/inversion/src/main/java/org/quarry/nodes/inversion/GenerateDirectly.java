package org.quarry.nodes.inversion;

import org.quarry.diffusion.Denoiser;
import org.quarry.diffusion.DirectInversion;
import org.quarry.diffusion.InvertedPath;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** A source and a target branch, the source held to its inversion. */
@NodeInfo(
        id = "quarry:generate-directly",
        version = 1,
        name = "Generate directly",
        category = "Inversion",
        keywords = {"direct inversion", "pnp inversion", "edit", "branches"},
        doc = """
            Denoises two branches from one inversion, and puts the source branch back on its way after each step.
            What the source branch had lost at a step can be given to the target branch, too: with a share of 1 and equal \
            prompts, both make the latent again. A share of 0 leaves the target branch alone, as published for methods whose \
            branches share attention.

            Ju et al. (2024), "PnP Inversion: Boosting Diffusion-based Editing with 3 Lines of Code".\
            """)
public final class GenerateDirectly implements NodeFunction<GenerateDirectly.In, GenerateDirectly.Out> {
    /** The inversion and both networks. */
    public record In(
            @Port(doc = "What the network says with the source prompt", kind = "prediction<F>")
            PerStep<Tensor> source,

            @Port(doc = "What the network says with the target prompt", kind = "prediction<F>")
            PerStep<Tensor> target,

            @Port(doc = "The way that Invert went", kind = "path<F>")
            InvertedPath path,

            @Param(
                    doc = "How much of the source branch's correction the target branch gets",
                    value = 1,
                    min = 0,
                    max = 1,
                    step = 0.1)
            double share) {}

    /** Both results. */
    public record Out(
            @Port(doc = "The latent of the target prompt", kind = "latent<F>")
            Tensor latent,

            @Port(doc = "The latent that was inverted, as the source branch makes it", kind = "latent<F>")
            Tensor source) {}

    @Override
    public Out run(In in, Call call) {
        Schedule schedule = in.path().schedule();
        Denoiser target = Wire.denoiser(in.target(), schedule, call);
        DirectInversion.Branches branches = Wire.run(
                in.source(),
                schedule,
                call,
                source -> new DirectInversion(in.share()).generate(source, target, in.path()));
        return new Out(branches.target(), branches.source());
    }
}
