package org.quarry.architecture.family;

import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code scheduler_config.json} of the published models. */
final class Schedulers {
    static final Map<String, Object> PNDM = stableDiffusion(Map.of(
            "_class_name",
            "PNDMScheduler",
            "set_alpha_to_one",
            false,
            "skip_prk_steps",
            true,
            "prediction_type",
            "epsilon"));

    static final Map<String, Object> DDIM_VELOCITY = stableDiffusion(Map.of(
            "_class_name",
            "DDIMScheduler",
            "set_alpha_to_one",
            false,
            "clip_sample",
            false,
            "prediction_type",
            "v_prediction"));

    static final Map<String, Object> EULER = stableDiffusion(Map.of(
            "_class_name", "EulerDiscreteScheduler", "interpolation_type", "linear", "prediction_type", "epsilon"));

    static final Map<String, Object> STABLE_DIFFUSION_3 =
            Map.of("_class_name", "FlowMatchEulerDiscreteScheduler", "num_train_timesteps", 1000L, "shift", 3.0);

    static final Map<String, Object> FLUX_DEV = flux(3.0, true);
    static final Map<String, Object> FLUX_SCHNELL = flux(1.0, false);

    private Schedulers() {}

    private static Map<String, Object> stableDiffusion(Map<String, Object> own) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of(
                "beta_start",
                0.00085,
                "beta_end",
                0.012,
                "beta_schedule",
                "scaled_linear",
                "num_train_timesteps",
                1000L,
                "steps_offset",
                1L,
                "timestep_spacing",
                "leading"));
        all.putAll(own);
        return Map.copyOf(all);
    }

    private static Map<String, Object> flux(double shift, boolean dynamic) {
        return Map.of(
                "_class_name",
                "FlowMatchEulerDiscreteScheduler",
                "base_image_seq_len",
                256L,
                "max_image_seq_len",
                4096L,
                "base_shift",
                0.5,
                "max_shift",
                1.15,
                "num_train_timesteps",
                1000L,
                "shift",
                shift,
                "use_dynamic_shifting",
                dynamic);
    }
}
