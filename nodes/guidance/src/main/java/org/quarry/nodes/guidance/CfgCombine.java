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

/** Classifier-free guidance. */
@NodeInfo(
        id = "quarry:cfg-combine",
        version = 1,
        name = "CFG combine",
        category = "Guidance",
        keywords = {"classifier-free guidance", "cfg", "scale", "negative prompt"},
        doc = """
            Classifier-free guidance: moves the prediction away from the unconditional one, so that the prompt counts more.
            The network is asked twice, with the prompt and without (or with a negative one), and the difference is \
            enlarged: unconditional + scale · (conditional - unconditional). Scale 1 gives the prediction with the prompt, and the \
            other network is not run at all; 0 ignores the prompt. Values from 3 to 8 are usual; high ones make colours glaring, \
            which rescale softens. Guidance in a part of the run only is faster and often looks better.

            From Ho and Salimans (2022), "Classifier-Free Diffusion Guidance", equation 6 (whose w is less by 1); rescale from Lin \
            et al. (2024), equations 15 and 16; the interval from Kynkäänniemi et al. (2024).\
            """)
public final class CfgCombine implements NodeFunction<CfgCombine.In, CfgCombine.Out> {
    /** The two predictions and how to combine them. */
    public record In(
            @Port(doc = "Prediction with the prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> conditional,

            @Port(doc = "Prediction with the empty or negative prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> unconditional,

            @Param(
                    doc = "How strongly to follow the prompt",
                    value = 7.5,
                    min = 0,
                    max = 30,
                    step = 0.5,
                    role = Param.Role.GUIDANCE)
            double scale,

            @Param(
                    doc = "How much of the spread that guidance adds is taken back: 0 nothing, 1 all; 0.7 is usual",
                    value = 0,
                    min = 0,
                    max = 1,
                    step = 0.1)
            double rescale,

            @Param(
                    doc = "Where in the run guidance begins: 0 at the first step",
                    value = 0,
                    min = 0,
                    max = 1,
                    step = 0.05)
            double start,

            @Param(
                    doc = "Where in the run guidance ends: 1 after the last step",
                    value = 1,
                    min = 0,
                    max = 1,
                    step = 0.05)
            double stop,

            Step step) {}

    /** The combination. */
    public record Out(
            @Port(doc = "Guided prediction", kind = "prediction<F>", shape = "B,C,H,W", bypass = "conditional")
            Tensor guided) {}

    @Override
    public Out run(In in, Call call) {
        if (!Guidance.acts(in.step().index(), in.step().count(), in.start(), in.stop())) {
            return new Out(in.conditional().get());
        }
        if (in.scale() == 0) {
            return new Out(in.unconditional().get());
        }
        return new Out(new LazyGuidance(in.conditional(), in.unconditional(), call)
                .guide(in.scale(), (without, with) -> {
                    Tensor guided = Guidance.combine(without, with, in.scale());
                    return in.rescale() == 0 ? guided : Guidance.rescale(guided, with, in.rescale());
                }));
    }
}
