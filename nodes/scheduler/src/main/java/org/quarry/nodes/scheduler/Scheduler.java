package org.quarry.nodes.scheduler;

import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;

/** From a model's training to the levels of a run. */
@NodeInfo(
        id = "quarry:scheduler",
        version = 1,
        name = "Scheduler",
        category = "Denoising",
        keywords = {"steps", "sigmas", "karras", "timesteps", "strength", "schedule"},
        doc = """
                Chooses the noise levels that a run goes through, from the noisiest to the clean one.
                Everything but the number of steps comes from the model's scheduler_config.json; change it to see what it does. \
                More steps are slower and follow the model more exactly; 20 are enough for most samplers. With a strength below 1 \
                only the last part of the levels is kept, for runs that start from a picture.""")
public final class Scheduler implements NodeFunction<Scheduler.In, Scheduler.Out> {
    /** The model's settings and what to change of them. */
    public record In(
            @Port(doc = "The model that the levels are for", kind = "scheduler<F>")
            Model scheduler,

            @Param(doc = "How many steps from noise to picture", value = 20, min = 1, max = 1000)
            int steps,

            @Param(
                    doc =
                            "How much of a given picture may change: 0 nothing, 1 everything; that part of the steps is run",
                    value = 1,
                    min = 0,
                    max = 1,
                    step = 0.05)
            double strength,

            @Param(doc = "How timesteps are counted: as one of the samplers of Diffusers does")
            Counting counting,

            @Param(doc = "How the timesteps lie among those of training")
            TimestepSpacing spacing,

            @Param(doc = "How the noise falls over the steps")
            SigmaCourse sigmas,

            @Param(doc = "What the network was trained to say; a wrong choice gives colourful nonsense")
            Meaning prediction) {}

    /** The levels. */
    public record Out(
            @Port(doc = "The noise levels of the run, and what the network's prediction means", kind = "schedule<F>")
            Schedule schedule) {}

    @Override
    public Out run(In in, Call call) {
        return new Out(ModelSchedule.of(in).withStrength(in.strength()));
    }
}
