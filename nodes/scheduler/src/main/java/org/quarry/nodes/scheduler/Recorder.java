package org.quarry.nodes.scheduler;

import java.util.ArrayList;
import java.util.List;
import org.quarry.diffusion.Denoiser;
import org.quarry.diffusion.Estimate;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.PerStep;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/**
 * A per-step wire as a denoiser, which keeps what the sampler asked and was told. Of the several evaluations that a sampler
 * may make in one step the first is kept: only that one is at the sample itself.
 */
final class Recorder implements Denoiser {
    private final PerStep<Tensor> prediction;
    private final Schedule schedule;
    private final Denoiser network;
    private final Call call;
    private final List<Tensor> samples = new ArrayList<>();
    private final List<Tensor> estimates = new ArrayList<>();
    private int begun = -1;

    Recorder(PerStep<Tensor> prediction, Schedule schedule, Call call) {
        this.prediction = prediction;
        this.schedule = schedule;
        this.network = schedule.prediction().denoiser(this::predict);
        this.call = call;
    }

    @Override
    public Tensor denoise(Tensor x, Level at) {
        return estimate(x, at).clean();
    }

    @Override
    public Estimate estimate(Tensor x, Level at) {
        Estimate estimate = network.estimate(x, at);
        if (at.index() > begun) {
            begun = at.index();
            samples.add(x);
            estimates.add(estimate.clean());
        }
        return estimate;
    }

    private Tensor predict(Tensor x, Level at) {
        call.checkCancelled();
        call.progress(Math.min(at.index(), schedule.steps()), schedule.steps());
        return prediction.at(new Step(x, at.timestep(), at.signal(), at.noise(), at.index(), schedule.steps()));
    }

    /** One estimate for each step; the result itself where there was no step. */
    Tensor estimates(Tensor end) {
        return estimates.isEmpty() ? end : Tensor.concatenate(estimates);
    }

    /** The sample before each step, and the result. */
    Tensor trajectory(Tensor end) {
        List<Tensor> all = new ArrayList<>(samples);
        all.add(end);
        return Tensor.concatenate(all);
    }
}
