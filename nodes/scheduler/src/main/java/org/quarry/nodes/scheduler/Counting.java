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
    /** Timesteps with fractions, as Euler, Euler ancestral, Heun and LMS. */
    EULER,
    /** Timesteps with fractions, but whole ones with Karras sigmas, as DPM2. */
    DPM2,
    /** Whole timesteps, as the DPM-Solver family, DEIS and SA-Solver; for flows, too. */
    DPM_SOLVER,
    /** Whole timesteps, as UniPC; for flows, too. */
    UNIPC,
    /** Some of the timesteps that a consistency model was distilled on, as LCM and TCD. */
    LCM;

    /** The class of Diffusers that counts so. */
    Map<String, Object> settings() {
        return switch (this) {
            case FROM_MODEL -> Map.of();
            case DDPM -> Map.of("_class_name", "DDPMScheduler");
            case DDIM -> Map.of("_class_name", "DDIMScheduler");
            case EULER -> Map.of("_class_name", "EulerDiscreteScheduler");
            case DPM2 -> Map.of("_class_name", "KDPM2DiscreteScheduler");
            case DPM_SOLVER -> Map.of("_class_name", "DPMSolverMultistepScheduler");
            case UNIPC -> Map.of("_class_name", "UniPCMultistepScheduler");
            case LCM -> Map.of("_class_name", "LCMScheduler");
        };
    }
}
