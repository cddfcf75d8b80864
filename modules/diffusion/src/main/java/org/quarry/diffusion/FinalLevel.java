package org.quarry.diffusion;

/** Where a run ends. */
public enum FinalLevel {
    /** Without any noise. */
    CLEAN,
    /** At the lowest level of training, {@code set_alpha_to_one: false} or {@code final_sigmas_type: sigma_min}. */
    LOWEST_TRAINED
}
