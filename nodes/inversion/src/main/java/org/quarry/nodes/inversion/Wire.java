package org.quarry.nodes.inversion;

import java.util.function.Function;
import org.quarry.diffusion.Denoiser;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.Schedule;
import org.quarry.diffusion.UnfitModelException;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.PerStep;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/** A per-step wire as a denoiser, which tells how many of the steps it was asked at. */
final class Wire {
    private final PerStep<Tensor> prediction;
    private final int steps;
    private final Call call;
    private int begun = -1;
    private int last = -1;

    private Wire(PerStep<Tensor> prediction, int steps, Call call) {
        this.prediction = prediction;
        this.steps = steps;
        this.call = call;
    }

    static Denoiser denoiser(PerStep<Tensor> prediction, Schedule schedule, Call call) {
        return schedule.prediction().denoiser(new Wire(prediction, schedule.steps(), call)::predict);
    }

    /**
     * What a method makes of a wire.
     *
     * @throws NodeException if the method cannot be run on this schedule
     */
    static <T> T run(PerStep<Tensor> prediction, Schedule schedule, Call call, Function<Denoiser, T> method) {
        try {
            return method.apply(denoiser(prediction, schedule, call));
        } catch (UnfitModelException e) {
            throw new NodeException("schedule", e.reason(), e);
        }
    }

    private Tensor predict(Tensor x, Level at) {
        call.checkCancelled();
        if (at.index() != last) {
            last = at.index();
            begun++;
        }
        call.progress(Math.min(begun, steps - 1), steps);
        return prediction.at(new Step(x, at.timestep(), at.signal(), at.noise(), at.index(), steps));
    }
}
