package org.quarry.nodes.scheduler;

import java.util.Map;

/** How the noise grew with the timesteps of training. */
public enum TrainedBetas {
    /** As the model's settings say. */
    FROM_MODEL,
    /** Beta grows evenly: DDPM (Ho et al., 2020). */
    LINEAR,
    /** The root of beta grows evenly: Stable Diffusion. */
    SCALED_LINEAR,
    /** The signal falls as a squared cosine (Nichol and Dhariwal, 2021): less is lost early. */
    SQUARED_COSINE,
    /** Beta grows along a logistic curve: GeoDiff. */
    SIGMOID;

    Map<String, Object> settings() {
        return switch (this) {
            case FROM_MODEL -> Map.of();
            case LINEAR -> Map.of("beta_schedule", "linear");
            case SCALED_LINEAR -> Map.of("beta_schedule", "scaled_linear");
            case SQUARED_COSINE -> Map.of("beta_schedule", "squaredcos_cap_v2");
            case SIGMOID -> Map.of("beta_schedule", "sigmoid");
        };
    }
}
