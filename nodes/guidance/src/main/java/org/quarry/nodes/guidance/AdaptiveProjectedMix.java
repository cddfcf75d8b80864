package org.quarry.nodes.guidance;

import java.util.Optional;
import org.quarry.diffusion.Guidance;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.Previous;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/** Plain guidance first, projected guidance afterwards. */
@NodeInfo(
        id = "quarry:apg-mix",
        version = 1,
        name = "APG mix",
        category = "Guidance",
        keywords = {"adaptive projected guidance", "momentum", "hunyuan", "cfg"},
        doc = """
            Classifier-free guidance in the first steps, adaptive projected guidance in the others.
            The composition is found in the first steps, where plain guidance does best; projected guidance then follows the \
            prompt strongly without glaring colours. The average of the changes is kept from the first step on.

            The projection is that of the node APG: Sadat et al. (2024), algorithm 1. The mixture is the one of HunyuanImage \
            2.1. Diffusers does one plain step more than its setting says; here the number is exact.\
            """)
public final class AdaptiveProjectedMix implements NodeFunction<AdaptiveProjectedMix.In, AdaptiveProjectedMix.Out> {
    /** The two predictions and how to combine them. */
    public record In(
            @Port(doc = "Prediction with the prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> conditional,

            @Port(doc = "Prediction with the empty or negative prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> unconditional,

            @Param(
                    doc = "How strongly to follow the prompt in the first steps",
                    value = 3.5,
                    min = 0,
                    max = 30,
                    step = 0.5,
                    role = Param.Role.GUIDANCE)
            double firstScale,

            @Param(doc = "How many steps at the start are plain guidance", value = 6, min = 0, max = 10000, step = 1)
            int firstSteps,

            @Param(
                    doc = "How strongly to follow the prompt in the other steps",
                    value = 10,
                    min = 0,
                    max = 100,
                    step = 0.5,
                    role = Param.Role.GUIDANCE)
            double scale,

            @Param(
                    doc = "How much of the change along the prediction with the prompt is kept: the part that makes"
                            + " colours glaring; 0 none, 1 all",
                    value = 0,
                    min = 0,
                    max = 1,
                    step = 0.1)
            double parallel,

            @Param(
                    doc = "The largest length of the change; longer ones are shortened to it. 0: no limit; 15 suits"
                            + " SDXL, 7.5 smaller models",
                    value = 10,
                    min = 0,
                    max = 1000,
                    step = 0.5)
            double threshold,

            @Param(
                    doc = "How much of earlier steps' changes is added to this one's; below 0 it damps what they"
                            + " agree in",
                    value = -0.5,
                    min = -0.99,
                    max = 0.99,
                    step = 0.05)
            double momentum,

            @Param(doc = "What the projected change is added to")
            Formulation formulation,

            @Port(
                    doc = "Denoise's schedule: the clean samples that the predictions mean are projected, as in the"
                            + " paper. Unlinked: the predictions as they are, as in Diffusers",
                    kind = "schedule<F>")
            Optional<Schedule> schedule,

            Step step,

            @Previous Optional<Out> previous)
            implements Projecting {}

    /** The combination. */
    public record Out(
            @Port(doc = "Guided prediction", kind = "prediction<F>", shape = "B,C,H,W", bypass = "conditional")
            Tensor guided,

            @Port(doc = "What the prompt changes, averaged over the steps so far; to look at", shape = "B,C,H,W")
            Tensor average) {}

    @Override
    public Out run(In in, Call call) {
        LazyGuidance lazy = new LazyGuidance(in.conditional(), in.unconditional(), call);
        Projection projection = in.projection();
        Optional<Tensor> previous = in.previous().map(Out::average);
        Projection.Guided guided = lazy.both((without, with) -> in.step().index() < in.firstSteps()
                ? new Projection.Guided(
                        Guidance.combine(without, with, in.firstScale()), projection.average(without, with, previous))
                : projection.guide(without, with, previous));
        return new Out(guided.prediction(), guided.average());
    }
}
