package org.quarry.nodes.scheduler;

import java.util.ArrayList;
import java.util.List;
import org.quarry.diffusion.Denoiser;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.PerStep;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/**
 * A per-step wire as a network, which keeps what it was asked and said. Of the several evaluations that a sampler may make
 * in one step the first is kept: only that one is at the sample itself.
 */
final class Recorder {
    private final PerStep<Tensor> prediction;
    private final Schedule schedule;
    private final Call call;
    private final List<Evaluation> steps = new ArrayList<>();
    private int begun = -1;

    Recorder(PerStep<Tensor> prediction, Schedule schedule, Call call) {
        this.prediction = prediction;
        this.schedule = schedule;
        this.call = call;
    }

    /** What the network said of a sample. */
    private record Evaluation(Tensor x, Level at, Tensor output) {}

    /** The network that is recorded. */
    Denoiser denoiser() {
        return schedule.prediction().denoiser(this::evaluate);
    }

    private Tensor evaluate(Tensor x, Level at) {
        call.checkCancelled();
        call.progress(Math.min(at.index(), schedule.steps()), schedule.steps());
        Tensor output =
                prediction.at(new Step(x, at.timestep(), at.signal(), at.noise(), at.index(), schedule.steps()));
        if (at.index() > begun) {
            begun = at.index();
            steps.add(new Evaluation(x, at, output));
        }
        return output;
    }

    /** One estimate for each step; the result itself where there was no step. */
    Tensor estimates(Tensor end) {
        return steps.isEmpty()
                ? end
                : Tensor.concatenate(steps.stream().map(this::clean).toList());
    }

    private Tensor clean(Evaluation step) {
        return schedule.prediction().denoiser((x, at) -> step.output()).denoise(step.x(), step.at());
    }

    /** The sample before each step, and the result. */
    Tensor trajectory(Tensor end) {
        List<Tensor> all = new ArrayList<>(steps.stream().map(Evaluation::x).toList());
        all.add(end);
        return Tensor.concatenate(all);
    }
}
