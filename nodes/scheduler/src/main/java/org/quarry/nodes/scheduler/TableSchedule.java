package org.quarry.nodes.scheduler;

import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.NodeInfo;
import org.quarry.node.Param;
import org.quarry.node.Port;
import org.quarry.node.model.Model;

/** The levels of a run as ComfyUI counts them. */
@NodeInfo(
        id = "quarry:table-schedule",
        version = 1,
        name = "Table schedule",
        category = "Denoising",
        keywords = {"comfyui", "basicscheduler", "sigmas", "simple", "normal", "beta", "denoise", "align"},
        doc = """
            Chooses the noise levels of a run from the model's table of them, by the rules of ComfyUI.
            Scheduler counts as Diffusers does; the same words mean other levels there. This node gives those of KSampler and of \
            the nodes for custom sampling, to the last digit that counts, so that a picture from there is made again here: take \
            the same curve, steps, denoise and seed.

            Sigma is noise per signal for a model like Stable Diffusion 1.5 and XL, 14.6 at its highest, and the share of noise, \
            1 at its highest, for a flow like Stable Diffusion 3 and FLUX. Given sigmas are falling numbers in the same \
            measure, as AlignYourSteps or ManualSigmas give them; a 0 at the end is the clean picture.

            A denoise below 1 counts a longer run and keeps its last steps, so that the number of steps stays: at 0.5, the \
            last 20 of 40. Scheduler's strength keeps 10 of 20 instead.

            Start and end choose a part of the steps, as those of KSamplerAdvanced do. At the noisiest level a picture is \
            given the noise in full there, a little more than the level has: link noise factor to a Scale between Noise \
            source and Denoise where a run of denoise 1 starts from a picture.\
            """)
public final class TableSchedule implements NodeFunction<TableSchedule.In, TableSchedule.Out> {
    /** The model's table and what to take of it. */
    public record In(
            @Port(doc = "The model that the levels are for", kind = "scheduler<F>")
            Model scheduler,

            @Param(doc = "How the levels are chosen") CurveChoice curve,

            @Param(doc = "How many steps are made of a whole run", value = 20, min = 1, max = 1000)
            int steps,

            @Param(
                    doc = "How much of a given picture may change: 0 nothing, 1 everything; a longer run is counted,"
                            + " and its last steps are made",
                    value = 1,
                    min = 0,
                    max = 1,
                    step = 0.05)
            double denoise,

            @Param(
                    doc = "For flows, how far the levels are moved towards noise; 0 is as the model's settings say, for"
                            + " 1024 x 1024 pixels where they go by the size",
                    value = 0,
                    min = 0,
                    max = 100,
                    step = 0.5)
            double shift,

            @Param(doc = "The first step that is made, counted from 0", value = 0, min = 0, max = 10_000)
            int start,

            @Param(doc = "The step before which the run ends", value = 10_000, min = 1, max = 10_000)
            int end,

            @Param(doc = "Where the end leaves noise, whether the last step removes it all at once")
            boolean clean,

            @Param(
                    doc = "Whether one step more is counted and the last level with noise left out, as KSampler does"
                            + " for dpm_2, dpm_2_ancestral, uni_pc and uni_pc_bh2")
            boolean skipLast,

            @Param(doc = "Whether the run goes on with a sample that is noisy already, linked to Denoise's noise")
            boolean resumes,

            @Param(doc = "The levels of the curve given: falling numbers with commas between them", text = "")
            String sigmas) {}

    /** The levels. */
    public record Out(
            @Port(doc = "The noise levels of the run, and what the network's prediction means", kind = "schedule<F>")
            Schedule schedule,

            @Port(
                    doc = "How much more noise a picture gets before the first step than that level has: 1 but at"
                            + " the top")
            double noiseFactor) {}

    @Override
    public Out run(In in, Call call) {
        try {
            TableSteps steps = new TableSteps(in);
            Schedule schedule = steps.schedule();
            if (schedule.steps() > 0) {
                call.preview(SchedulePlot.of(schedule));
            }
            return new Out(schedule, steps.noiseFactor(schedule));
        } catch (IllegalArgumentException e) {
            throw new NodeException(
                    in.curve() == CurveChoice.GIVEN ? "sigmas" : "steps",
                    "model '" + in.scheduler().description().name() + "': " + e.getMessage(),
                    e);
        }
    }
}
