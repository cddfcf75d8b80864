package org.quarry.diffusion;

import java.util.List;
import org.quarry.tensor.Tensor;

/**
 * A way up to noise that generation undoes by algebra, not by approximation. Each works on two latents, so that the network
 * can look at one while the other is moved.
 */
public sealed interface ExactInversion permits Edict, TwoStepInversion {
    /**
     * Up to the noise.
     *
     * @param clean a sample at the schedule's end
     * @throws UnfitModelException if the schedule has no step, or no signal is left at its first one
     */
    TwinLatents invert(Denoiser model, Tensor clean, Schedule schedule);

    /** Down again along the schedule of the inversion. @param twins as {@link #invert} gave them */
    Tensor generate(Denoiser model, TwinLatents twins);

    /** All levels of a schedule, noisiest first, each step going to the next. */
    static List<Level> levels(Schedule schedule) {
        List<Level> levels = FlowField.levels(schedule);
        if (levels.get(0).signal() == 0) {
            throw new UnfitModelException(
                    "at the schedule's first step no signal is left, and nothing leads back to it;"
                            + " lower its strength a little, or take an inversion for flows");
        }
        return levels;
    }

    /** DDIM's step as a line: {@code x' = (a'/a) · x + (s' − (a'/a) · s) · ε}; the same line backwards undoes it. */
    static Tensor move(Tensor x, Tensor epsilon, Level from, Level to) {
        double ratio = to.signal() / from.signal();
        return x.mix(ratio, epsilon, to.noise() - ratio * from.noise());
    }
}
