package org.quarry.diffusion;

import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/** From a picture to the noise of a rectified flow, and back. Other networks are seen as one. */
public sealed interface FlowInversion permits RfSolver, RfInversion {
    /**
     * Up to the noise.
     *
     * @param clean a sample at the schedule's end
     * @param noise drawn from once at most
     * @throws UnfitModelException if the schedule has no step
     */
    FlowNoise invert(Denoiser model, Tensor clean, Schedule schedule, Noise noise);

    /** Down again along the schedule of the inversion. @param inverted as {@link #invert} gave it */
    Tensor generate(Denoiser model, FlowNoise inverted, Control control);

    /**
     * Rout et al. (2024), "Semantic Image Inversion and Editing using Rectified Stochastic Differential Equations", eq. 15:
     * how strongly generation is drawn towards the original, {@code dX = [u + η · ((X − y₀)/t − u)] dt}.
     *
     * @param strength η, 0 for not at all, 1 for straight to the original
     * @param start part of the run at which it begins, 0 to 1
     * @param stop part of the run at which it ends
     */
    record Control(double strength, double start, double stop) {
        /** The network alone. */
        public static final Control NONE = new Control(0, 0, 0);

        boolean acts(int step, int steps) {
            return strength != 0 && Guidance.acts(step, steps, start, stop);
        }
    }
}
