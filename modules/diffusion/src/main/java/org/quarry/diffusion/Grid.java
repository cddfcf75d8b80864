package org.quarry.diffusion;

/**
 * How timesteps are counted and turned to levels. Each is what a class of Diffusers does, so that the same settings give
 * the same levels; any sampler can run on any of them.
 */
public enum Grid {
    /** Whole timesteps, each going to the next. */
    DDPM,
    /** Whole timesteps, each going down by ⌊T/n⌋, which need not meet the next. Also that of PNDM. */
    DDIM,
    /** Timesteps with fractions, σ linear between whole ones. Also that of Heun, LMS and DPM-Solver SDE. */
    EULER,
    /** As {@link #EULER}, but with the curve of Karras the network is told whole timesteps. DPM2. */
    K_DPM_2,
    /** Whole timesteps, one more than steps, the last of which is left out: it would be clean. Also DEIS, UniPC, SA-Solver. */
    DPM_SOLVER,
    /** Some of the timesteps that a latent consistency model was distilled on. Also TCD. */
    LCM;

    /** Whether levels are those of whole timesteps and nothing between. */
    boolean whole() {
        return this == DDPM || this == DDIM || this == LCM;
    }
}
