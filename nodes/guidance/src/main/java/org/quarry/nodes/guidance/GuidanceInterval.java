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

/** One prediction in a part of the run, another one outside. */
@NodeInfo(
        id = "quarry:guidance-interval",
        version = 1,
        name = "Guidance interval",
        category = "Guidance",
        keywords = {"limited interval", "start", "stop", "switch", "sigma"},
        doc = """
            Takes one prediction in a part of the run and another one in the rest, as guidance in the middle only.
            At very high noise guidance narrows the choice of pictures, at very low noise it does nothing but cost time. Wire \
            any guidance node to inside and the plain prediction with the prompt to outside; the networks that only the other \
            one needs are not run. Give the part by steps (from start to stop, 0 to 1), by noise (sigma from lowest to highest), or \
            by both; both must allow it. The interval of the paper is one of sigma: 0.28 to 5.42 for SDXL, and 0.19 to 1.61 for \
            its best ImageNet model.

            From Kynkäänniemi et al. (2024), "Applying Guidance in a Limited Interval Improves Sample and Distribution Quality \
            in Diffusion Models", equation 5.\
            """)
public final class GuidanceInterval implements NodeFunction<GuidanceInterval.In, GuidanceInterval.Out> {
    /** The two predictions, and where the first one counts. */
    public record In(
            @Port(doc = "Prediction within the part, as a guided one", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> inside,

            @Port(doc = "Prediction in the rest of the run", kind = "prediction<F>", shape = "B,C,H,W")
            Lazy<Tensor> outside,

            @Param(doc = "Where the part begins: 0 at the first step", value = 0, min = 0, max = 1, step = 0.05)
            double start,

            @Param(doc = "Where the part ends: 1 after the last step", value = 1, min = 0, max = 1, step = 0.05)
            double stop,

            @Param(
                    doc = "The lowest noise of the part; the sigma itself no longer belongs to it",
                    value = 0,
                    min = 0,
                    max = 100_000,
                    step = 0.01)
            double lowestSigma,

            @Param(
                    doc = "The highest noise of the part; 100000 for no limit",
                    value = 100_000,
                    min = 0,
                    max = 100_000,
                    step = 0.01)
            double highestSigma,

            Step step) {
        boolean acts() {
            double sigma = Math.min(step.sigma(), 100_000);
            return Guidance.acts(step.index(), step.count(), start, stop)
                    && sigma > lowestSigma
                    && sigma <= highestSigma;
        }
    }

    /** The one that counts. */
    public record Out(
            @Port(doc = "The prediction of this step", kind = "prediction<F>", shape = "B,C,H,W", bypass = "inside")
            Tensor prediction) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(in.acts() ? in.inside().get() : in.outside().get());
    }
}
