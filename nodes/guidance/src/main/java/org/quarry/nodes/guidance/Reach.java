package org.quarry.nodes.guidance;

import org.quarry.diffusion.AdaptiveProjectedGuidance.Extent;

/** What the length and the direction of a change are taken over. */
public enum Reach {
    /** The whole prediction of one picture, as in the paper. */
    PICTURE(Extent.WHOLE),
    /** Each channel of the latent for itself. */
    CHANNEL(Extent.CHANNEL);

    private final Extent extent;

    Reach(Extent extent) {
        this.extent = extent;
    }

    Extent extent() {
        return extent;
    }
}
