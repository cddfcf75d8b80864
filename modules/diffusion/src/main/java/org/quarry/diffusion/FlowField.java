package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.quarry.tensor.Tensor;

/**
 * Any network seen as a rectified flow. In the coordinates {@code y = x/(a + s)} and {@code t = s/(a + s)} every path is
 * the straight line {@code y = (1 − t) · x₀ + t · ε}, and its velocity is
 *
 * <pre>
 *   u(y, t) = ε − x₀ = (ε − y)/(1 − t) = (y − x₀)/t
 * </pre>
 *
 * <p>For a flow's own network these are its own coordinates.
 */
final class FlowField {
    private final Denoiser model;
    private final NoiseLevels training;

    FlowField(Denoiser model, Schedule schedule) {
        this.model = model;
        this.training = schedule.training();
    }

    static double time(Level level) {
        return level.noise() / length(level);
    }

    static double length(Level level) {
        return level.signal() + level.noise();
    }

    /** The velocity, by whichever form does not divide by a small number. */
    Tensor velocity(Tensor y, Level at) {
        double t = time(at);
        Tensor x = y.times(length(at));
        return t < 0.5
                ? model.noiseIn(x, at).mix(1 / (1 - t), y, -1 / (1 - t))
                : y.mix(1 / t, model.denoise(x, at), -1 / t);
    }

    /** The level halfway in t. */
    Level halfway(Level from, Level to) {
        double t = (time(from) + time(to)) / 2;
        return training.atSigma(t / (1 - t)).inStep(Math.min(from.index(), to.index()));
    }

    /** All levels of a schedule, noisiest first. */
    static List<Level> levels(Schedule schedule) {
        if (schedule.steps() == 0) {
            throw new UnfitModelException("the schedule has no step, so there is no noise to find; raise its strength");
        }
        List<Level> levels = new ArrayList<>(schedule.levels());
        levels.add(schedule.end());
        return levels;
    }
}
