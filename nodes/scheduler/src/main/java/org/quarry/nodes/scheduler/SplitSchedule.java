package org.quarry.nodes.scheduler;

import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;

/** Two runs that share one way. */
@NodeInfo(
        id = "quarry:split-schedule",
        version = 1,
        name = "Split schedule",
        category = "Denoising",
        keywords = {"refiner", "sdxl", "hand-over", "split sigmas", "denoising_end", "ensemble", "experts"},
        doc = """
            Parts the steps of a run between two Denoise nodes, so that the second goes on where the first stops.
            Link first to the one and rest to the other, and the first one's latent to the other's noise: it is noisy still, and \
            nothing is added to it. Each may have a network, a prompt, a guidance scale and a sampler of its own. The sum of both \
            is the whole run; a sampler that remembers earlier steps begins anew.

            This is how the refiner of SDXL is used: the base model makes the first four fifths, the refiner the details (Podell \
            et al., 2023, section 2.5). Experts for noisy and for nearly clean samples are as old as eDiff-I (Balaji et al., \
            2022).\
            """)
public final class SplitSchedule implements NodeFunction<SplitSchedule.In, SplitSchedule.Out> {
    /** What to split, and where. */
    public record In(
            @Port(doc = "The noise levels of the whole run", kind = "schedule<F>")
            Schedule schedule,

            @Param(
                    doc = "Which part of the steps the first run has, rounded to whole steps",
                    value = 0.8,
                    min = 0,
                    max = 1,
                    step = 0.05)
            double part) {}

    /** Both parts. */
    public record Out(
            @Port(doc = "The noisier levels, for the first Denoise", kind = "schedule<F>")
            Schedule first,

            @Port(doc = "The other levels, for the Denoise that goes on", kind = "schedule<F>")
            Schedule rest) {}

    @Override
    public Out run(In in, Call call) {
        int steps = in.schedule().steps();
        int first = (int) Math.round(steps * in.part());
        if (first == 0 || first == steps) {
            throw new NodeException(
                    "part",
                    in.part() + " of " + steps + (steps == 1 ? " step" : " steps") + " is rounded to " + first
                            + ", which leaves one of the two runs without any; change the part, or the number of"
                            + " steps");
        }
        return new Out(in.schedule().first(first), in.schedule().rest(first));
    }
}
