package org.quarry.nodes.scheduler;

import java.util.Map;

/** How the noise falls over the steps of a run. */
public enum SigmaCourse {
    /** As the model's settings say. */
    FROM_MODEL,
    /** As it was at the timesteps in training. */
    TRAINED,
    /** As Karras et al. (2022) found best: more steps where little noise is left. */
    KARRAS,
    /** By the same factor in each step. */
    EXPONENTIAL;

    Map<String, Object> settings() {
        return switch (this) {
            case FROM_MODEL -> Map.of();
            case TRAINED -> Map.of("use_karras_sigmas", false, "use_exponential_sigmas", false);
            case KARRAS -> Map.of("use_karras_sigmas", true, "use_exponential_sigmas", false);
            case EXPONENTIAL -> Map.of("use_karras_sigmas", false, "use_exponential_sigmas", true);
        };
    }
}
