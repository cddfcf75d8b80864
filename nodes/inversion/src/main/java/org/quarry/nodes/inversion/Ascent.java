package org.quarry.nodes.inversion;

import java.util.List;
import org.quarry.diffusion.DdimInversion;
import org.quarry.diffusion.Denoiser;
import org.quarry.diffusion.Level;
import org.quarry.diffusion.Schedule;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.node.Step;
import org.quarry.tensor.Tensor;

/** Runs the inversion on a per-step wire. */
final class Ascent {
    private Ascent() {}

    static Invert.Out of(Invert.In in, Call call) {
        Schedule schedule = in.schedule();
        if (schedule.steps() == 0) {
            throw new NodeException(
                    "schedule", "it has no step, so there is no noise to find; raise the scheduler's strength");
        }
        Denoiser denoiser = schedule.prediction().denoiser((x, at) -> predict(in, x, at, call));
        List<Tensor> way = DdimInversion.trajectory(denoiser, in.latent(), schedule, in.iterations());
        Tensor noisiest = way.get(way.size() - 1);
        // Denoise multiplies what it is given by the schedule's starting factor.
        return new Invert.Out(noisiest.times(1 / schedule.startingNoise()), Tensor.concatenate(way));
    }

    private static Tensor predict(Invert.In in, Tensor x, Level at, Call call) {
        int steps = in.schedule().steps();
        call.checkCancelled();
        call.progress(steps - 1 - at.index(), steps);
        return in.prediction().at(new Step(x, at.timestep(), at.signal(), at.noise(), at.index(), steps));
    }
}
