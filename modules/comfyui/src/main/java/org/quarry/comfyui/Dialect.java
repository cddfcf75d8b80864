package org.quarry.comfyui;

import java.util.Map;
import java.util.Set;

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
            Map.entry("dpmpp_sde_gpu", "dpmpp-sde"),
            Map.entry("dpmpp_2m", "dpmpp-2m"),
            Map.entry("dpmpp_2m_sde", "dpmpp-2m-sde"),
            Map.entry("dpmpp_2m_sde_gpu", "dpmpp-2m-sde"),
            Map.entry("dpmpp_3m_sde", "dpmpp-3m-sde"),
            Map.entry("dpmpp_3m_sde_gpu", "dpmpp-3m-sde"),
            Map.entry("ddpm", "ddpm"),
            Map.entry("lcm", "lcm"),
            Map.entry("ipndm", "ipndm"),
            Map.entry("deis", "deis"),
            Map.entry("ddim", "ddim"),
            Map.entry("uni_pc", "unipc-bh1"),
            Map.entry("uni_pc_bh2", "unipc"));

    /** Those that add noise in each step. */
    private static final Set<String> FRESH = Set.of(
            "euler-ancestral",
            "dpm2-ancestral",
            "dpmpp-2s-ancestral",
            "dpmpp-sde",
            "dpmpp-2m-sde",
            "dpmpp-3m-sde",
            "ddpm",
            "lcm");

    /** Those of which another order is usual there. */
    private static final Map<String, Integer> ORDERS = Map.of("uni_pc", 3, "uni_pc_bh2", 3, "deis", 3);

    /** Those for which KSampler leaves out the last level with noise. */
    private static final Set<String> SHORT = Set.of("dpm_2", "dpm_2_ancestral", "uni_pc", "uni_pc_bh2");

    private static final Set<String> SCHEDULERS = Set.of(
            "normal",
            "simple",
            "sgm_uniform",
            "ddim_uniform",
            "karras",
            "exponential",
            "beta",
            "linear_quadratic",
            "kl_optimal");

    private Dialect() {}

    static boolean knowsSampler(String name) {
        return SAMPLERS.containsKey(name);
    }

    /** Euler for what has no counterpart. */
    static String sampler(String name) {
        return SAMPLERS.getOrDefault(name, "euler");
    }

    static boolean drawsNoise(String name) {
        return FRESH.contains(sampler(name));
    }

    /** 0 for what is usual here, too. */
    static int order(String name) {
        return ORDERS.getOrDefault(name, 0);
    }

    static boolean skipsLast(String name) {
        return SHORT.contains(name);
    }

    static boolean knowsScheduler(String name) {
        return SCHEDULERS.contains(name);
    }

    /** The curve of Table schedule. */
    static String curve(String scheduler) {
        return knowsScheduler(scheduler) ? scheduler.replace('_', '-') : "normal";
    }
}
