package org.quarry.nodes.guidance;

import org.quarry.diffusion.Guidance;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/** Away from a worse network. */
@NodeInfo(
        id = "quarry:perturbed-guidance",
        version = 1,
        name = "Perturbed guidance",
        category = "Guidance",
        keywords = {"slg", "skip layer", "pag", "perturbed attention", "seg", "smoothed energy", "autoguidance"},
        doc = """
            Moves a prediction away from what a worse version of the same network predicts.
            The worse network sees the same prompt, so what it gets wrong is not the subject but form and anatomy: leading \
            away from it mends those. It is a second model, wired to a UNet step of its own: the same network with layers left \
            out (skip-layer guidance, SLG), with attention replaced by the identity (PAG) or blurred (SEG), or a smaller or \
            less trained one (autoguidance). What is added is scale · (conditional - perturbed). Wire the output of CFG \
            combine to guided to have both.

            From Ahn et al. (2024), "Self-Rectifying Diffusion Sampling with Perturbed-Attention Guidance"; Hong (2024), \
            "Smoothed Energy Guidance"; Karras et al. (2024), "Guiding a Diffusion Model with a Bad Version of Itself"; SLG is \
            Stability AI's for Stable Diffusion 3.5: scale 2.8 from 0.01 to 0.2 of the run.\
            """)
public final class PerturbedGuidance implements NodeFunction<PerturbedGuidance.In, PerturbedGuidance.Out> {
    /** The predictions and how to combine them. */
    public record In(
            @Port(
                    doc = "What to add to: a guided prediction, or once more the one with the prompt",
                    kind = "prediction<F>",
                    shape = "B,C,H,W")
            Tensor guided,

            @Port(doc = "Prediction with the prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> conditional,

            @Port(doc = "Prediction of the worse network with the prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> perturbed,

            @Param(
                    doc = "How far to go away from the worse network; 0 not at all",
                    value = 3,
                    min = 0,
                    max = 30,
                    step = 0.1)
            double scale,

            @Param(
                    doc = "Where in the run it begins, as a part of 1; the first step of this part is left out",
                    value = 0,
                    min = 0,
                    max = 1,
                    step = 0.01)
            double start,

            @Param(doc = "Where in the run it ends, as a part of 1", value = 1, min = 0, max = 1, step = 0.01)
            double stop,

            Step step) {}

    /** The combination. */
    public record Out(
            @Port(doc = "Guided prediction", kind = "prediction<F>", shape = "B,C,H,W", bypass = "guided")
            Tensor guided) {}

    @Override
    public Out run(In in, Call call) {
        Step step = in.step();
        if (in.scale() == 0 || !Guidance.actsAfter(step.index(), step.count(), in.start(), in.stop())) {
            return new Out(in.guided());
        }
        call.demand(in.conditional(), in.perturbed());
        Tensor conditional = in.conditional().get();
        Tensor perturbed = in.perturbed().get();
        LazyGuidance.requireAlike("conditional", conditional, in.guided());
        LazyGuidance.requireAlike("perturbed", perturbed, in.guided());
        return new Out(Guidance.awayFrom(perturbed, conditional, in.guided(), in.scale()));
    }
}
