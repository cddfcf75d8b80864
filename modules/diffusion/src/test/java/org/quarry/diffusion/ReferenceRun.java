package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Tensor;

/** One run of a scheduler of Diffusers, done again with our samplers. */
final class ReferenceRun {
    private final Golden golden;
    private final Schedule schedule;

    ReferenceRun(Golden golden) {
        this.golden = golden;
        Schedule ours = schedule(golden);
        Schedule whole = golden.id().endsWith("pp_2m_exponential") ? toldAsInReference(ours, golden) : ours;
        this.schedule =
                golden.has("start") ? whole.withStrength(golden.part("start").number("strength")) : whole;
    }

    static ScheduleConfig config(Golden golden) {
        Map<String, Object> config = new HashMap<>(golden.part("config_given").members());
        String written = golden.has("scheduler") ? golden.text("scheduler") : golden.text("reference");
        config.put("_class_name", written.replaceAll(".*schedulers\\.|\\.\\w+$", ""));
        return DiffusersConfig.read(config);
    }

    /** The whole schedule, before strength cuts it. */
    static Schedule schedule(Golden golden) {
        Golden given = golden.part("set_timesteps");
        ScheduleConfig config = config(golden);
        if (given.has("timesteps")) {
            return config.scheduleAt(given.numbers("timesteps"));
        } else if (given.has("sigmas")) {
            return config.scheduleOf(given.numbers("sigmas"));
        }
        return config.schedule((int) given.number("num_inference_steps"));
    }

    /** Diffusers cuts off the timesteps of an exponential course, where all others are rounded. */
    private static Schedule toldAsInReference(Schedule ours, Golden golden) {
        List<Level> levels = new ArrayList<>();
        for (Level level : ours.levels()) {
            double timestep = golden.numbers("timesteps").get(level.index());
            levels.add(new Level(level.index(), timestep, level.signal(), level.noise()));
        }
        return new Schedule(
                levels, ours.arrivals(), ours.prediction(), ours.limit(), ours.startingNoise(), ours.training());
    }

    /** The sample after each call of the network, in the reference's scale. */
    List<Tensor> samples() {
        List<Tensor> samples = new ArrayList<>();
        Denoiser network = schedule.prediction().denoiser(Golden::closedForm);
        Denoiser recording = (x, at) -> {
            samples.add(inReferenceScale(x, at));
            return inpainted(network.denoise(x, at));
        };
        Tensor last = sampler().sample(recording, start(), schedule, noise());
        samples.add(inReferenceScale(last, schedule.after(schedule.steps() - 1)));
        return samples.subList(1, samples.size());
    }

    private Tensor start() {
        Tensor given = golden.tensor("x");
        return golden.has("start")
                ? ForwardProcess.jump(given, golden.tensor(noises().get(0)), schedule.at(0))
                : schedule.start(given);
    }

    /** Repainting: outside the mask, the clean sample is known. */
    private Tensor inpainted(Tensor clean) {
        if (!golden.text("kind").equals("inpaint")) {
            return clean;
        }
        Tensor mask = mask();
        Tensor known = golden.tensor("x").combine(mask, (value, inside) -> value * (1 - inside));
        return clean.combine(mask, (value, inside) -> value * inside).plus(known);
    }

    private Tensor mask() {
        return golden.tensor(golden.part("start").members().get("mask"));
    }

    /** Diffusers' Euler and Heun keep x/signal. */
    private Tensor inReferenceScale(Tensor x, Level at) {
        return List.of("euler", "euler_ancestral", "heun").contains(golden.scheduler()) ? x.times(1 / at.signal()) : x;
    }

    private Noise noise() {
        Iterator<Object> draws = noises().iterator();
        if (golden.has("start") && draws.hasNext()) {
            draws.next();
        }
        return wanted -> golden.tensor(draws.next());
    }

    @SuppressWarnings("unchecked")
    private List<Object> noises() {
        return (List<Object>) golden.members().get("noise");
    }

    private Sampler sampler() {
        Golden given = golden.part("config_given");
        Golden arguments = golden.part("step_args");
        return switch (golden.scheduler()) {
            case "ddim" ->
                arguments.has("use_clipped_model_output")
                        ? ReferenceRun::ddimFromLimited
                        : Ddim.withEta(arguments.has("eta") ? arguments.number("eta") : 0);
            case "ddpm" ->
                "fixed_large".equals(given.members().get("variance_type")) ? Ddpm::sampleLargeVariance : Ddpm::sample;
            case "euler" -> Euler::sample;
            case "euler_ancestral" -> EulerAncestral::sample;
            case "heun" -> Heun::sample;
            case "dpmsolver_multistep" -> dpmSolver(given);
            default -> throw new IllegalArgumentException(golden.id());
        };
    }

    /** DPM-Solver++ of first order is DDIM. */
    private static Sampler dpmSolver(Golden given) {
        if (given.has("solver_order")) {
            return Euler::sample;
        }
        return "heun".equals(given.members().get("solver_type")) ? DpmPlusPlus2M::sampleHeun : DpmPlusPlus2M::sample;
    }

    /** With use_clipped_model_output the noise, too, comes from the limited x₀. */
    private static Tensor ddimFromLimited(Denoiser model, Tensor x, Schedule schedule, Noise noise) {
        Denoiser limited = (sample, at) -> schedule.limit().apply(model.denoise(sample, at));
        return Ddim.sample(limited, x, schedule.limited(Limit.NONE), noise);
    }

    double error(Tensor ours, Tensor reference, boolean last) {
        if (!golden.text("kind").equals("inpaint")) {
            return Golden.difference(ours, reference);
        }
        // Diffusers blends samples, we blend x₀: equal where the mask is 0 or 1. Diffusers ends with the given picture
        // itself.
        Tensor compared = mask().map(inside -> inside == 1 || (inside == 0 && !last) ? 1 : 0);
        return Golden.difference(
                ours.combine(compared, (value, factor) -> value * factor),
                reference.combine(compared, (value, factor) -> value * factor));
    }

    /** What the goldens' notes allow for a run with float samples. */
    double tolerance() {
        Golden spread = golden.part("spread");
        double largest =
                Math.max(spread.number("float32_run_vs_reference"), spread.number("float64_twin_vs_reference"));
        return Math.max(1e-4, 3 * largest) * Math.max(1, spread.number("largest_abs_sample") / 10);
    }
}
