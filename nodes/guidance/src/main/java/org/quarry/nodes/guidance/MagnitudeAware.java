package org.quarry.nodes.guidance;

import org.quarry.diffusion.MagnitudeAwareGuidance;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.tensor.Tensor;

/** Magnitude-aware guidance. */
@NodeInfo(
        id = "quarry:mambo-g",
        version = 1,
        name = "MAMBO-G",
        category = "Guidance",
        keywords = {"magnitude", "mambo", "adaptive scale", "cfg"},
        doc = """
            Guidance that holds back where the prompt would change the prediction too much at once.
            At the first steps, from pure noise, the two predictions can be far apart, and a high scale then throws the \
            sample off its course. Here the scale falls from its full value towards 1 the larger the difference is beside \
            the prediction itself: 1 + (scale - 1) · exp(-damping · ratio). So high scales can be used from the start.

            From "MAMBO-G: Magnitude-Aware Mitigation for Boosted Guidance" (2025, arXiv 2508.03442). Meant for flow- \
            matching models.\
            """)
public final class MagnitudeAware implements NodeFunction<MagnitudeAware.In, MagnitudeAware.Out> {
    /** The two predictions and how to combine them. */
    public record In(
            @Port(doc = "Prediction with the prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> conditional,

            @Port(doc = "Prediction with the empty or negative prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> unconditional,

            @Param(
                    doc = "How strongly to follow the prompt where both predictions nearly agree; 1 gives the one"
                            + " with the prompt",
                    value = 10,
                    min = 0,
                    max = 100,
                    step = 0.5,
                    role = Param.Role.GUIDANCE)
            double scale,

            @Param(
                    doc = "How fast the scale falls with the difference, the α of the paper; 0 is plain guidance",
                    value = 8,
                    min = 0,
                    max = 100,
                    step = 0.5)
            double damping) {}

    /** The combination. */
    public record Out(
            @Port(doc = "Guided prediction", kind = "prediction<F>", shape = "B,C,H,W", bypass = "conditional")
            Tensor guided) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(new LazyGuidance(in.conditional(), in.unconditional(), call)
                .guide(
                        in.scale(),
                        (without, with) -> MagnitudeAwareGuidance.guide(without, with, in.scale(), in.damping())));
    }
}
