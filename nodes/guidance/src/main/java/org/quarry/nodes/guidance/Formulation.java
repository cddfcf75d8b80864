package org.quarry.nodes.guidance;

import org.quarry.diffusion.AdaptiveProjectedGuidance.Origin;

/** What the projected change is added to. */
public enum Formulation {
    /** To the prediction with the prompt, scale - 1 times: algorithm 1 of the paper. */
    PAPER(Origin.CONDITIONAL),
    /** To the unconditional prediction, scale times, as Diffusers does: stronger, for settings that come from there. */
    DIFFUSERS(Origin.UNCONDITIONAL);

    private final Origin origin;

    Formulation(Origin origin) {
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }
}
