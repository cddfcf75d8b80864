package org.quarry.nodes.guidance;

import java.util.Optional;
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

/** Adaptive projected guidance. */
@NodeInfo(
        id = "quarry:apg",
        version = 1,
        name = "APG",
        category = "Guidance",
        keywords = {"adaptive projected guidance", "momentum", "oversaturation", "cfg"},
        doc = """
            Guidance at high scales without glaring colours: adaptive projected guidance.
            The change that the prompt makes has a part along the prediction itself, which only makes it larger and so \
            oversaturates, and a part across it, which carries the prompt. The first is left out or weakened; too long \
            changes are shortened; a negative momentum damps what all steps have in common. With parallel 1, threshold 0 and \
            momentum 0 this is CFG combine.

            From Sadat et al. (2024), "Eliminating Oversaturation and Artifacts of High Guidance Scales in Diffusion \
            Models", algorithm 1. The paper projects predictions of the clean sample: link the schedule for that. Without it, \
            whatever the network predicts is projected, as in Diffusers.\
            """)
public final class AdaptiveProjected implements NodeFunction<AdaptiveProjected.In, AdaptiveProjected.Out> {
    /** The two predictions and how to combine them. */
    public record In(
            @Port(doc = "Prediction with the prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> conditional,

            @Port(doc = "Prediction with the empty or negative prompt", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> unconditional,

            @Param(
                    doc = "How strongly to follow the prompt; 1 gives the prediction with the prompt",
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
                    value = 15,
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

            @Param(doc = "What length and direction are taken over")
            Reach reach,

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
        Projection.Guided guided = lazy.both((without, with) ->
                in.projection().guide(without, with, in.previous().map(Out::average)));
        return new Out(guided.prediction(), guided.average());
    }
}
