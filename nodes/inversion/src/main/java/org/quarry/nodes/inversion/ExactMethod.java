package org.quarry.nodes.inversion;

import org.quarry.diffusion.Edict;
import org.quarry.diffusion.ExactInversion;
import org.quarry.diffusion.TwoStepInversion;

/** Inversions that generation undoes by algebra. */
public enum ExactMethod {
    /** O-BELM (Wang et al., 2024): as fast as DDIM. */
    O_BELM,
    /** EDICT (Wallace et al., 2023): two coupled latents, twice as slow, calm at high guidance. */
    EDICT,
    /** BDIA (Zhang et al., 2023): as fast as DDIM, but errors double in each step; for 20 steps at most. */
    BDIA;

    ExactInversion inversion() {
        return switch (this) {
            case O_BELM -> TwoStepInversion.O_BELM;
            case EDICT -> Edict.PUBLISHED;
            case BDIA -> TwoStepInversion.BDIA;
        };
    }
}
