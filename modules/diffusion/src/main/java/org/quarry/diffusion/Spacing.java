package org.quarry.diffusion;

/** How the timesteps of a run lie among those of training: Lin et al. (2024), table 2. */
public enum Spacing {
    /** Multiples of T/n, counted from 0: never visits the noisiest level. Stable Diffusion 1 and XL. */
    LEADING,
    /** Multiples of T/n, counted down from T: visits the noisiest level, and works with a single step. */
    TRAILING,
    /** Evenly from the noisiest level to the cleanest, both visited. */
    LINSPACE
}
