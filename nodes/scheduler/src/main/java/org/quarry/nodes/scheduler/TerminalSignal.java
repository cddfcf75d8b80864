package org.quarry.nodes.scheduler;

import java.util.Map;

/** What is left of the picture at the noisiest timestep. */
public enum TerminalSignal {
    /** As the model's settings say. */
    FROM_MODEL,
    /** A little, as the betas have it: pictures come out of medium brightness. */
    SOME,
    /** Nothing (Lin et al., 2024): for models trained so, which predict v. */
    NONE;

    Map<String, Object> settings() {
        return switch (this) {
            case FROM_MODEL -> Map.of();
            case SOME -> Map.of("rescale_betas_zero_snr", false);
            case NONE -> Map.of("rescale_betas_zero_snr", true);
        };
    }
}
