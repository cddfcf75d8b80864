package org.quarry.nodes.guidance;

import org.quarry.diffusion.ZeroStarGuidance;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/** Classifier-free guidance for flow models. */
@NodeInfo(
        id = "quarry:cfg-zero-star",
        version = 1,
        name = "CFG-Zero*",
        category = "Guidance",
        keywords = {"cfg zero star", "flow matching", "zero init", "guidance"},
        doc = """
            Classifier-free guidance for flow-matching models, with the unconditional prediction brought to the right size \
            first.
            Guidance compares two predictions; if one is simply larger than the other, the comparison goes astray. So the \
            unconditional one is multiplied by the factor that brings it nearest to the conditional one, and only what is \
            then left guides. In the first steps a flow model knows less than nothing: there the prediction is zero, and no \
            network is run at all.

            From Fan et al. (2025), "CFG-Zero*: Improved Classifier-Free Guidance for Flow Matching Models", equations 9 and \
            10. Meant for models like Stable Diffusion 3, FLUX and Wan; with others leave the zero steps at 0.\
            """)
public final class ZeroStar implements NodeFunction<ZeroStar.In, ZeroStar.Out> {
    /** The two predictions and how to combine them. */
    public record In(
            @Port(doc = "Prediction with the prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> conditional,

            @Port(doc = "Prediction with the empty or negative prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> unconditional,

            @Param(
                    doc = "How strongly to follow the prompt; 1 gives the prediction with the prompt",
                    value = 5.0,
                    min = 0,
                    max = 30,
                    step = 0.5,
                    role = Param.Role.GUIDANCE)
            double scale,

            @Param(
                    doc = "In how many steps at the start the prediction is zero; 1 for flow models of many steps, 0"
                            + " for none",
                    value = 1,
                    min = 0,
                    max = 1000,
                    step = 1)
            int zeroSteps,

            Step step) {}

    /** The combination. */
    public record Out(
            @Port(doc = "Guided prediction", kind = "prediction<F>", shape = "B,C,H,W", bypass = "conditional")
            Tensor guided) {}

    @Override
    public Out run(In in, Call call) {
        if (in.step().index() < in.zeroSteps()) {
            return new Out(Tensor.filled(in.step().sample().shape(), 0));
        }
        return new Out(new LazyGuidance(in.conditional(), in.unconditional(), call)
                .guide(in.scale(), (without, with) -> ZeroStarGuidance.guide(without, with, in.scale())));
    }
}
