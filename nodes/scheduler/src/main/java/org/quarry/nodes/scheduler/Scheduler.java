package org.quarry.nodes.scheduler;

import java.util.Optional;
import org.quarry.diffusion.Schedule;
import org.quarry.diffusion.SigmaCurve;
import org.quarry.node.Call;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.extension.Choice;
import org.quarry.node.model.Model;
import org.quarry.tensor.Tensor;

/** From a model's training to the levels of a run. */
@NodeInfo(
        id = "quarry:scheduler",
        version = 2,
        name = "Scheduler",
        category = "Denoising",
        keywords = {"steps", "sigmas", "karras", "timesteps", "strength", "schedule", "shift", "betas"},
        doc = """
            Chooses the noise levels that a run goes through, from the noisiest to the clean one.
            A network was trained on pictures with noise added, at some thousand levels. At each of them a sample is \
            x = a * picture + s * noise (Ho et al., 2020, eq. 4): a is the share of the picture, s that of the noise, and \
            sigma = s/a their ratio. For Stable Diffusion sigma falls from 14.6, where nearly all is noise, to 0.03; a clean \
            sample has 0. A run visits only some of the levels: the fewer, the faster, and the more each step has to guess. 20 \
            are enough for most samplers.

            Everything but the number of steps comes from the model's scheduler_config.json; change it to see what it does. \
            Counting and spacing say which timesteps, the numbers of the levels, are visited. Sigmas replaces them by a curve: \
            karras (Karras et al., 2022, eq. 5) spends more steps where the details are made. Prediction, betas and terminal \
            say how the network was trained, and are for models whose settings are wrong.

            Flows (Stable Diffusion 3, FLUX; Lipman et al., 2023) go straight from picture to noise, with a = 1 - s. For them \
            shift moves the levels towards noise, which large pictures need. FLUX and Stable Diffusion 3.5 move them by the size of \
            the picture: link latent to the Noise source or VAE encode, and it is known.

            With a strength below 1 only the last part of the levels is kept, for runs that start from a picture: at 0.6, 12 \
            of 20 steps.

            A preview shows the share of the picture (blue) and of the noise (orange) from the first step on the left to the \
            end on the right, with a dot at each level: try karras against trained and see the dots move. Settings of the \
            model that take no effect are reported. The sampler that the model was published with is Denoise's choice \
            from-model.\
            """)
public final class Scheduler implements NodeFunction<Scheduler.In, Scheduler.Out> {
    /** The model's settings and what to change of them. */
    public record In(
            @Port(doc = "The model that the levels are for", kind = "scheduler<F>")
            Model scheduler,

            @Port(
                    doc = "A latent of the run, as its noise: flows that shift by the size of the picture take it from"
                            + " there",
                    kind = "latent<F>",
                    shape = "?,?,?,?")
            Optional<Tensor> latent,

            @Param(doc = "How many steps from noise to picture", value = 20, min = 1, max = 1000)
            int steps,

            @Param(
                    doc = "How much of a given picture may change: 0 nothing, 1 everything; that part of the steps"
                            + " is run",
                    value = 1,
                    min = 0,
                    max = 1,
                    step = 0.05)
            double strength,

            @Param(doc = "How timesteps are counted: as one of the samplers of Diffusers does")
            Counting counting,

            @Param(doc = "How the timesteps lie among those of training")
            TimestepSpacing spacing,

            @Param(
                    doc = "Added to each timestep of leading spacing; -1 is as the model's settings say",
                    value = -1,
                    min = -1,
                    max = 1000)
            int offset,

            @Param(doc = "How the noise falls over the steps")
            Choice<SigmaCourse, SigmaCurve> sigmas,

            @Param(
                    doc = "How much karras and polyexponential are bent; 0 is what is usual, 7 and 1",
                    value = 0,
                    min = 0,
                    max = 20,
                    step = 0.5)
            double rho,

            @Param(doc = "What the network was trained to say; a wrong choice gives colourful nonsense")
            Meaning prediction,

            @Param(doc = "How the noise grew with the timesteps of training")
            TrainedBetas betas,

            @Param(doc = "What is left of the picture at the noisiest timestep")
            TerminalSignal terminal,

            @Param(doc = "Where the run ends") RunEnd end,

            @Param(
                    doc = "For LCM and TCD, how many timesteps the model was distilled on; 0 is as its settings say",
                    value = 0,
                    min = 0,
                    max = 1000)
            int distilled,

            @Param(
                    doc = "For flows, how far the levels are moved towards noise: 1 not at all, 3 usual for Stable"
                            + " Diffusion 3; 0 is as the model's settings say",
                    value = 0,
                    min = 0,
                    max = 100,
                    step = 0.5)
            double shift,

            @Param(
                    doc = "Width of the picture in pixels; only for flows that shift by its size, and if no latent is"
                            + " linked",
                    value = 1024,
                    min = 16,
                    max = 16384,
                    step = 16)
            int width,

            @Param(
                    doc = "Height of the picture in pixels; only for flows that shift by its size, and if no latent is"
                            + " linked",
                    value = 1024,
                    min = 16,
                    max = 16384,
                    step = 16)
            int height) {}

    /** The levels. */
    public record Out(
            @Port(doc = "The noise levels of the run, and what the network's prediction means", kind = "schedule<F>")
            Schedule schedule) {}

    @Override
    public Out run(In in, Call call) {
        ModelSchedule model = new ModelSchedule(in);
        Schedule schedule = model.schedule();
        if (schedule.steps() > 0) {
            call.preview(SchedulePlot.of(schedule));
        }
        model.notes().forEach(call::report);
        return new Out(schedule);
    }
}
