package org.quarry.nodes.guidance;

import org.quarry.diffusion.TangentialGuidance;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** Tangential damping guidance. */
@NodeInfo(
        id = "quarry:tcfg",
        version = 1,
        name = "TCFG",
        category = "Guidance",
        keywords = {"tangential", "damping", "cfg", "svd"},
        doc = """
            Classifier-free guidance that leaves out what only the unconditional prediction knows.
            Of the unconditional prediction the part along the direction that both predictions have in common is kept. What \
            stands across it leads away from the pictures the model was trained on, and is damped away before guidance looks \
            at the difference.

            From Kwon et al. (2025), "TCFG: Tangential Damping Classifier-Free Guidance", algorithm 1. Use it in place of \
            CFG combine, with the same scale.\
            """)
public final class Tangential implements NodeFunction<Tangential.In, Tangential.Out> {
    /** The two predictions and how to combine them. */
    public record In(
            @Port(doc = "Prediction with the prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> conditional,

            @Port(doc = "Prediction with the empty or negative prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> unconditional,

            @Param(
                    doc = "How strongly to follow the prompt; 1 gives the prediction with the prompt",
                    value = 7.5,
                    min = 0,
                    max = 30,
                    step = 0.5,
                    role = Param.Role.GUIDANCE)
            double scale) {}

    /** The combination. */
    public record Out(
            @Port(doc = "Guided prediction", kind = "prediction<F>", shape = "B,C,H,W", bypass = "conditional")
            Tensor guided) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(new LazyGuidance(in.conditional(), in.unconditional(), call)
                .guide(in.scale(), (without, with) -> TangentialGuidance.guide(without, with, in.scale())));
    }
}
