package org.quarry.nodes.scheduler;

import java.util.Map;

/** How the timesteps of a run are counted. */
public enum Counting {
    /** As the model's settings say. */
    FROM_MODEL,
    /** Whole timesteps, each going to the next. */
    DDPM,
    /** Whole timesteps at equal distances, as DDIM and PNDM. */
    DDIM,
    /** Timesteps with fractions, as Euler, Euler ancestral and Heun. */
    EULER,
    /** Whole timesteps, as the DPM-Solver family. */
    DPM_SOLVER;

    /** The class of Diffusers that counts so. */
    Map<String, Object> settings() {
        return switch (this) {
            case FROM_MODEL -> Map.of();
            case DDPM -> Map.of("_class_name", "DDPMScheduler");
            case DDIM -> Map.of("_class_name", "DDIMScheduler");
            case EULER -> Map.of("_class_name", "EulerDiscreteScheduler");
            case DPM_SOLVER -> Map.of("_class_name", "DPMSolverMultistepScheduler");
        };
    }
}
