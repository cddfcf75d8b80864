package org.quarry.nodes.scheduler;

import java.util.Map;

/** How the timesteps of a run lie among those of training. */
public enum TimestepSpacing {
    /** As the model's settings say. */
    FROM_MODEL,
    /** From 0 in equal strides; never visits the noisiest level. */
    LEADING,
    /** From the noisiest level down in equal strides; good for very few steps. */
    TRAILING,
    /** Evenly from the noisiest level to the cleanest, both visited. */
    LINSPACE;

    Map<String, Object> settings() {
        return switch (this) {
            case FROM_MODEL -> Map.of();
            case LEADING -> Map.of("timestep_spacing", "leading");
            case TRAILING -> Map.of("timestep_spacing", "trailing");
            case LINSPACE -> Map.of("timestep_spacing", "linspace");
        };
    }
}
