package org.quarry.diffusion;

import java.util.Map;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/** The sampler of a reference run: what the settings name, with the arguments of its steps. */
final class ReferenceSampler {
    private ReferenceSampler() {}

    static Sampler of(Golden golden) {
        Map<String, Object> settings = ReferenceSchedule.settings(golden);
        Golden arguments = golden.part("step_args");
        settings.putAll(arguments.members());
        Sampler named = DiffusersConfig.sampler(settings);
        if (arguments.has("use_clipped_model_output")) {
            return ReferenceSampler::ddimFromLimited;
        } else if (arguments.has("s_churn")) {
            Churn churn = new Churn(
                    arguments.number("s_churn"),
                    arguments.number("s_tmin"),
                    arguments.number("s_tmax"),
                    arguments.number("s_noise"));
            return golden.scheduler().contains("heun") ? new Heun(churn) : new Euler(churn);
        } else if (arguments.has("s_noise")) {
            return new DpmStochastic(1, arguments.number("s_noise"), 0.5);
        } else if (named instanceof LinearMultistep && arguments.has("order")) {
            return new LinearMultistep((int) arguments.number("order"));
        } else if (named instanceof SaSolver solver && settings.containsKey("tau_func_constant")) {
            double tau = ((Number) settings.get("tau_func_constant")).doubleValue();
            return new SaSolver(
                    solver.predictor(), solver.corrector(), new SaSolver.Tau(tau, 0, 1000), solver.lowerAtEnd());
        }
        return named instanceof DpmMultistep multistep ? asWritten(multistep) : named;
    }

    /** The third order of Diffusers' SDE has -1/2 in its last weight, where the integral (and k-diffusion) has +1/2. */
    private static Sampler asWritten(DpmMultistep multistep) {
        if (!(multistep.order() == 3 && multistep.step() instanceof DpmStep.Clean clean && clean.eta() == 1)) {
            return multistep;
        }
        DpmForm taylor = new DpmForm() {
            @Override
            public double linear(double h) {
                return DpmForm.TAYLOR.linear(h);
            }

            @Override
            public double quadratic(double h) {
                return DpmForm.TAYLOR.quadratic(h) - 1;
            }
        };
        DpmForm written = new DpmForm() {
            @Override
            public double linear(double h) {
                return clean.form().linear(h);
            }

            @Override
            public DpmForm ofThirdOrder() {
                return taylor;
            }
        };
        return new DpmMultistep(3, clean.with(written), multistep.lowerAtEnd(), multistep.eulerAtEnd());
    }

    /** With use_clipped_model_output the noise, too, comes from the limited x₀. */
    private static Tensor ddimFromLimited(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        Denoiser limited = (sample, at) -> schedule.limit().apply(model.denoise(sample, at));
        return new Ddim().sample(limited, x, schedule.limited(Limit.NONE), noise);
    }
}
