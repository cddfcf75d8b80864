package org.quarry.nodes.scheduler;

import java.util.ArrayList;
import java.util.List;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.PerStep;
import org.quarry.node.Port;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/** A run looked at once more. */
@NodeInfo(
        id = "quarry:observe-steps",
        version = 1,
        name = "Observe steps",
        category = "Denoising",
        keywords = {"replay", "average", "mean", "trajectory", "attention", "analyse", "record"},
        doc = """
            Goes through the samples of a finished run again and keeps what a per-step wire says of each.
            It changes nothing of the run: link the trajectory of Denoise and the schedule that it had. For a sampler that \
            leaves the levels of its schedule (DPM fast, DPM adaptive, churn) the samples are not quite at the levels that the \
            wire is told.\
            """)
public final class ObserveSteps implements NodeFunction<ObserveSteps.In, ObserveSteps.Out> {
    /** What to ask, and at which samples. */
    public record In(
            @Port(doc = "What is to be known of each step", kind = "K")
            PerStep<Tensor> value,

            @Port(doc = "The schedule of the run", kind = "schedule<F>")
            Schedule schedule,

            @Port(
                    doc = "The samples of the run, and its result at the end: Denoise's trajectory",
                    kind = "latent<F>",
                    shape = "?,?,?,?")
            Tensor trajectory) {}

    /** What was said. */
    public record Out(
            @Port(doc = "The mean over the steps", kind = "K")
            Tensor mean,

            @Port(doc = "What was said at each step, as one batch", kind = "K")
            Tensor values) {}

    @Override
    public Out run(In in, Call call) {
        int steps = in.schedule().steps();
        int rows = in.trajectory().shape().size(0);
        if (steps == 0 || rows % (steps + 1) != 0) {
            throw new NodeException(
                    "trajectory",
                    "found " + rows + " samples for a schedule of " + steps
                            + " steps; wanted one before each step and one at the end, for each picture: link the"
                            + " trajectory of the Denoise that has this schedule, with at least one step");
        }
        int batch = rows / (steps + 1);
        List<Tensor> values = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            call.checkCancelled();
            call.progress(i, steps);
            values.add(in.value().at(step(in.schedule(), i, in.trajectory().rows(i * batch, (i + 1) * batch))));
        }
        return new Out(mean(values), Tensor.concatenate(values));
    }

    private static Step step(Schedule schedule, int index, Tensor sample) {
        Level at = schedule.at(index);
        return new Step(sample, at.timestep(), at.signal(), at.noise(), index, schedule.steps());
    }

    private static Tensor mean(List<Tensor> values) {
        Tensor mean = values.get(0);
        for (int i = 1; i < values.size(); i++) {
            mean = mean.mix(i / (i + 1.0), values.get(i), 1 / (i + 1.0));
        }
        return mean;
    }
}
