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
    SAMPLE,
    /** The direction from picture to noise along a straight line: Stable Diffusion 3, FLUX. Makes the schedule a flow's. */
    FLOW;

    Map<String, Object> settings() {
        return switch (this) {
            case FROM_MODEL -> Map.of();
            case EPSILON -> Map.of("prediction_type", "epsilon");
            case V -> Map.of("prediction_type", "v_prediction");
            case SAMPLE -> Map.of("prediction_type", "sample");
            case FLOW -> Map.of("prediction_type", "flow_prediction", "use_flow_sigmas", true);
        };
    }
}
