package org.quarry.nodes.scheduler;

import java.util.Map;

/** What a network's prediction means. */
public enum Meaning {
    /** As the model's settings say. */
    FROM_MODEL,
    /** The noise in the sample: Stable Diffusion 1 and XL. */
    EPSILON,
    /** The velocity between sample and noise: Stable Diffusion 2 with 768 pixels. */
    V,
    /** The clean sample itself. */
    SAMPLE;

    Map<String, Object> settings() {
        return switch (this) {
            case FROM_MODEL -> Map.of();
            case EPSILON -> Map.of("prediction_type", "epsilon");
            case V -> Map.of("prediction_type", "v_prediction");
            case SAMPLE -> Map.of("prediction_type", "sample");
        };
    }
}
