package org.quarry.nodes.scheduler;

import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Port;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/** Where a run stands. */
@NodeInfo(
        id = "quarry:current-step",
        version = 1,
        name = "Current step",
        category = "Denoising",
        keywords = {"sigma", "timestep", "progress", "loop", "sample"},
        doc = """
            Tells where a denoising run stands: its sample, its noise and how far it has come.
            Whatever is wired to it is computed anew at each step. Use it for guidance that changes on the way, for blending \
            while denoising, or to give a network another sample than the run's own.\
            """)
public final class CurrentStep implements NodeFunction<CurrentStep.In, CurrentStep.Out> {
    /** The step. */
    public record In(Step step) {}

    /** What is known of it. */
    public record Out(
            @Port(doc = "The noisy sample, as the network is to see it", shape = "?,?,?,?")
            Tensor sample,

            @Port(doc = "Noise per signal: above 10 at the beginning, 0 for a clean sample")
            double sigma,

            @Port(doc = "The timestep that the network is told: 999 at the beginning, towards 0")
            double timestep,

            @Port(doc = "Number of the step, from 0") int index,

            @Port(doc = "How far the run has come: 0 at the first step, towards 1")
            double progress) {}

    @Override
    public Out run(In in, Call call) {
        Step step = in.step();
        return new Out(step.sample(), step.sigma(), step.timestep(), step.index(), step.progress());
    }
}
