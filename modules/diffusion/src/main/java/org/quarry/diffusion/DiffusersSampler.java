package org.quarry.diffusion;

import java.util.Set;
import java.util.stream.Collectors;

/** The sampler that a {@code scheduler_config.json} names, with its settings. */
final class DiffusersSampler {
    private final Settings settings;

    private DiffusersSampler(Settings settings) {
        this.settings = settings;
    }

    static Sampler read(Settings settings) {
        return new DiffusersSampler(settings).read();
    }

    private Sampler read() {
        return switch (settings.scheduler()) {
            case "DDPM" -> ddpm();
            case "DDIM", "DDIMInverse" -> new Ddim(settings.number("eta", 0));
            case "PNDM" -> new Pndm(!settings.flag("skip_prk_steps", false));
            case "IPNDM" -> new ImprovedPndm();
            case "EulerDiscrete", "EDMEuler" -> new Euler();
            case "FlowMatchEulerDiscrete" ->
                settings.flag("stochastic_sampling", false) ? new Consistency() : new Euler();
            case "FlowMatchLCM", "CMStochasticIterative" -> new Consistency();
            case "EulerAncestralDiscrete" -> new EulerAncestral();
            case "HeunDiscrete", "FlowMatchHeunDiscrete" -> new Heun();
            case "LMSDiscrete" -> new LinearMultistep(4);
            case "KDPM2Discrete" -> new Dpm2();
            case "KDPM2AncestralDiscrete" -> new Dpm2Ancestral();
            case "DPMSolverSDE" -> new DpmStochastic();
            case "LCM" -> new Lcm(settings.number("timestep_scaling", 10));
            case "TCD" -> new Tcd(settings.number("eta", 0.3));
            default -> solver();
        };
    }

    private Sampler solver() {
        int order = settings.whole("solver_order", 2);
        boolean lower = settings.flag("lower_order_final", !settings.scheduler().equals("DPMSolverSinglestep"));
        return switch (settings.scheduler()) {
            case "DPMSolverMultistep", "DPMSolverMultistepInverse", "EDMDPMSolverMultistep" ->
                new DpmMultistep(order, step(form()), lower, settings.flag("euler_at_final", false));
            case "DPMSolverSinglestep" -> new DpmSinglestep(order, step(form()), lower);
            case "DEISMultistep" -> new Deis(order, lower);
            case "UniPCMultistep" -> uniPc(order, lower);
            case "SASolver" ->
                new SaSolver(
                        settings.whole("predictor_order", 2),
                        settings.whole("corrector_order", 2),
                        SaSolver.IN_THE_MIDDLE,
                        lower);
            default -> throw settings.unknownScheduler();
        };
    }

    private Sampler ddpm() {
        String variance = settings.text("variance_type", "fixed_small");
        return switch (variance) {
            case "fixed_small", "fixed_small_log" -> Ddpm.SMALL_VARIANCE;
            case "fixed_large", "fixed_large_log" -> Ddpm.LARGE_VARIANCE;
            case "learned" -> Ddpm.LEARNED_VARIANCE;
            case "learned_range" -> Ddpm.LEARNED_RANGE;
            default ->
                throw Settings.unknown(
                        "variance_type",
                        variance,
                        "fixed_small, fixed_small_log, fixed_large, fixed_large_log, learned, learned_range");
        };
    }

    private DpmForm form() {
        return settings.text("solver_type", "midpoint").equals("heun") ? DpmForm.TAYLOR : DpmForm.MIDPOINT;
    }

    private DpmStep step(DpmForm form) {
        String algorithm = settings.text("algorithm_type", "dpmsolver++");
        return switch (algorithm) {
            case "dpmsolver++", "deis" -> new DpmStep.Clean(0, form);
            case "sde-dpmsolver++" -> new DpmStep.Clean(1, form);
            case "dpmsolver" -> new DpmStep.Epsilon(false, form);
            case "sde-dpmsolver" -> new DpmStep.Epsilon(true, form);
            default ->
                throw Settings.unknown(
                        "algorithm_type", algorithm, "dpmsolver++, sde-dpmsolver++, dpmsolver, sde-dpmsolver");
        };
    }

    private Sampler uniPc(int order, boolean lower) {
        Set<Integer> uncorrected = settings.numbers("disable_corrector").stream()
                .map(Double::intValue)
                .collect(Collectors.toSet());
        return new UniPc(
                order,
                !settings.text("solver_type", "bh2").equals("bh1"),
                settings.flag("predict_x0", true),
                lower,
                uncorrected);
    }
}
