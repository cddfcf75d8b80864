package org.quarry.comfyui;

import java.util.Map;

/** What ComfyUI's samplers and schedulers are called here. */
final class Dialect {
    /** Of {@code comfy/samplers.py}; the UniPC of that name is the variant of the paper's B₁. */
    private static final Map<String, String> SAMPLERS = Map.ofEntries(
            Map.entry("euler", "euler"),
            Map.entry("euler_ancestral", "euler-ancestral"),
            Map.entry("heun", "heun"),
            Map.entry("dpm_2", "dpm2"),
            Map.entry("dpm_2_ancestral", "dpm2-ancestral"),
            Map.entry("lms", "lms"),
            Map.entry("dpm_fast", "dpm-fast"),
            Map.entry("dpm_adaptive", "dpm-adaptive"),
            Map.entry("dpmpp_2s_ancestral", "dpmpp-2s-ancestral"),
            Map.entry("dpmpp_sde", "dpmpp-sde"),
            Map.entry("dpmpp_2m", "dpmpp-2m"),
            Map.entry("dpmpp_2m_sde", "dpmpp-2m-sde"),
            Map.entry("dpmpp_3m_sde", "dpmpp-3m-sde"),
            Map.entry("ddpm", "ddpm"),
            Map.entry("lcm", "lcm"),
            Map.entry("ipndm", "ipndm"),
            Map.entry("deis", "deis"),
            Map.entry("ddim", "ddim"),
            Map.entry("uni_pc", "unipc-bh1"),
            Map.entry("uni_pc_bh2", "unipc"));

    /** By the parameters of the node Scheduler. */
    private static final Map<String, Map<String, String>> SCHEDULERS = Map.of(
            "normal", Map.of("spacing", "linspace", "sigmas", "trained"),
            "simple", Map.of("spacing", "trailing", "sigmas", "trained"),
            "sgm_uniform", Map.of("spacing", "trailing", "sigmas", "trained"),
            "ddim_uniform", Map.of("spacing", "leading", "sigmas", "trained"),
            "karras", Map.of("spacing", "linspace", "sigmas", "karras"),
            "exponential", Map.of("spacing", "linspace", "sigmas", "exponential"),
            "beta", Map.of("spacing", "linspace", "sigmas", "beta"));

    private Dialect() {}

    static boolean knowsSampler(String name) {
        return SAMPLERS.containsKey(name);
    }

    /** Euler for what has no counterpart. */
    static String sampler(String name) {
        return SAMPLERS.getOrDefault(name, "euler");
    }

    static boolean knowsScheduler(String name) {
        return SCHEDULERS.containsKey(name);
    }

    /** Parameters of Scheduler; none, the model's own settings, for what has no counterpart. */
    static Map<String, String> scheduler(String name) {
        return SCHEDULERS.getOrDefault(name, Map.of());
    }
}
