package org.quarry.nodes.guidance;

import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.Step;

/** A number that changes over the run. */
@NodeInfo(
        id = "quarry:step-curve",
        version = 1,
        name = "Step curve",
        category = "Guidance",
        keywords = {"dynamic", "schedule", "ramp", "animate", "interpolate"},
        doc = """
            Gives a number that goes from one value to another while a picture is denoised.
            Wire it to the scale of CFG combine for guidance that is strong at first, when the composition is found, and weak at \
            the end, when details are painted.\
            """)
public final class StepCurve implements NodeFunction<StepCurve.In, StepCurve.Out> {
    /** From where to where, and how. */
    public record In(
            @Param(doc = "The value at the first step", value = 8, min = -1000, max = 1000, step = 0.5)
            double from,

            @Param(doc = "The value at the last step", value = 2, min = -1000, max = 1000, step = 0.5)
            double to,

            @Param(doc = "How it gets from one to the other")
            Course course,

            Step step) {}

    /** The number. */
    public record Out(
            @Port(doc = "The value at the current step") double value) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(in.course().between(in.from(), in.to(), in.step()));
    }
}
