package org.quarry.diffusion;

import java.util.Arrays;

/** Which times of a flow n steps visit, before they are shifted. As in Diffusers' classes and pipelines. */
public enum FlowGrid {
    /** Evenly from the noisiest to the cleanest time of training: Stable Diffusion 3. */
    LINSPACE,
    /** 1, 1 − 1/n, …, 1/n: FLUX, Qwen-Image, LTX-Video. */
    TRAILING,
    /** Evenly from 1 − 1/T to 0, the last left out, whole timesteps told: the DPM-Solver family on flows. */
    DPM_SOLVER,
    /** Evenly from 1 to 1/T, the last left out, whole timesteps told: UniPC on flows, as for Wan. */
    UNI_PC;

    boolean whole() {
        return this == DPM_SOLVER || this == UNI_PC;
    }

    /**
     * The times.
     *
     * @param count the number T of training timesteps
     * @param shift a static one moves the ends of training, too: with LINSPACE all times are then shifted twice
     */
    double[] times(int steps, int count, FlowShift shift) {
        double shortest = 1.0 / count;
        return switch (this) {
            case LINSPACE -> SigmaCurve.evenly(1, shift.ofTraining(shortest), steps);
            case TRAILING -> SigmaCurve.evenly(1, 1.0 / steps, steps);
            case DPM_SOLVER -> Arrays.copyOf(SigmaCurve.evenly(1 - shortest, 0, steps + 1), steps);
            case UNI_PC -> Arrays.copyOf(SigmaCurve.evenly(1, shortest, steps + 1), steps);
        };
    }
}
