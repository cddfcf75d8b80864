package org.quarry.nodes.scheduler;

import java.util.Map;

/** Where a run ends. */
public enum RunEnd {
    /** As the model's settings say. */
    FROM_MODEL,
    /** Without any noise. */
    CLEAN,
    /** At the lowest level of training, from where an inversion can start. */
    LOWEST;

    Map<String, Object> settings() {
        return switch (this) {
            case FROM_MODEL -> Map.of();
            case CLEAN -> Map.of("set_alpha_to_one", true, "final_sigmas_type", "zero");
            case LOWEST -> Map.of("set_alpha_to_one", false, "final_sigmas_type", "sigma_min");
        };
    }
}
