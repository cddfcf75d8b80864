package org.quarry.diffusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schedule of a reference run. */
final class ReferenceSchedule {
    private final Golden golden;
    private final Golden given;

    private ReferenceSchedule(Golden golden) {
        this.golden = golden;
        this.given = golden.part("set_timesteps");
    }

    static Map<String, Object> settings(Golden golden) {
        Map<String, Object> settings = new HashMap<>(golden.part("config_given").members());
        String written = golden.has("scheduler") ? golden.text("scheduler") : golden.text("reference");
        settings.put("_class_name", written.replaceAll(".*schedulers\\.|\\.\\w+$", ""));
        return settings;
    }

    static ScheduleConfig config(Golden golden) {
        return DiffusersConfig.read(settings(golden));
    }

    static Schedule of(Golden golden) {
        ReferenceSchedule reference = new ReferenceSchedule(golden);
        if (golden.scheduler().equals("dpmsolver_multistep_inverse")) {
            return reference.rising();
        }
        Schedule whole = reference.told(reference.whole());
        if (!golden.has("start")) {
            return whole;
        }
        double strength = golden.part("start").number("strength");
        return golden.scheduler().equals("pndm") ? withoutSecond(whole, strength) : whole.withStrength(strength);
    }

    /** Before strength cuts it. */
    static Schedule whole(Golden golden) {
        return new ReferenceSchedule(golden).whole();
    }

    private Schedule whole() {
        ScheduleConfig config = config(golden);
        if (config instanceof FlowSchedule flow) {
            return flow(flow);
        } else if (given.has("timesteps")) {
            return config.scheduleAt(given.numbers("timesteps"));
        } else if (given.has("sigmas")) {
            return config.scheduleOf(given.numbers("sigmas"));
        }
        int steps = (int) given.number("num_inference_steps");
        if (given.has("original_inference_steps") && config instanceof BetaSchedule betas) {
            // Of a number given at a run, TCD takes no more than that all of training's timesteps are meant.
            boolean all = golden.scheduler().equals("tcd");
            config = betas.withDistilled(
                    all ? betas.training().count() : (int) given.number("original_inference_steps"));
        }
        return config.schedule(steps, given.has("strength") ? given.number("strength") : 1);
    }

    private Schedule flow(FlowSchedule flow) {
        if (given.has("mu")) {
            boolean linear = flow.shift() instanceof FlowShift.Dynamic dynamic && dynamic.linear();
            double mu = given.number("mu");
            flow = flow.withShift(linear ? new FlowShift.Linear(mu) : new FlowShift.Exponential(mu));
        }
        if (given.has("sigmas")) {
            int count = flow.training().count();
            return flow.scheduleAt(
                    given.numbers("sigmas").stream().map(time -> time * count).toList());
        } else if (given.has("timesteps")) {
            return flow.scheduleAt(given.numbers("timesteps"));
        }
        FlowSchedule even = flow.grid() == FlowGrid.TRAILING ? flow.withGrid(FlowGrid.LINSPACE) : flow;
        return even.schedule((int) given.number("num_inference_steps"));
    }

    /** Diffusers cuts off the timesteps of exponential and beta σ, where all others are rounded and so are ours. */
    private Schedule told(Schedule ours) {
        Golden config = golden.part("config_given");
        boolean curve = config.has("use_exponential_sigmas") || config.has("use_beta_sigmas");
        boolean whole = config(golden) instanceof BetaSchedule betas && betas.grid() == Grid.DPM_SOLVER;
        if (!(curve && whole)) {
            return ours;
        }
        List<Level> levels = new ArrayList<>();
        for (Level level : ours.levels()) {
            levels.add(level.told(golden.twin("timesteps").get(level.index())));
        }
        return new Schedule(
                levels,
                ours.arrivals(),
                ours.prediction(),
                ours.limit(),
                ours.startingNoise(),
                ours.training(),
                0,
                ours.usual());
    }

    /** Of a cut list, Diffusers' PNDM takes the second timestep for the repetition of the first step: it leaves one out. */
    private static Schedule withoutSecond(Schedule whole, double strength) {
        // Its list has one timestep twice, before those that are cut off.
        Schedule part = whole.from(whole.withStrength(strength).skipped() - 1);
        List<Level> from = new ArrayList<>(part.levels());
        List<Level> to = new ArrayList<>(part.arrivals());
        from.remove(1);
        to.remove(1);
        from.replaceAll(level -> level.inStep(from.indexOf(level)));
        return new Schedule(
                from,
                to,
                part.prediction(),
                part.limit(),
                part.startingNoise(),
                part.training(),
                part.skipped(),
                part.usual());
    }

    /** The inverse scheduler's own levels. */
    private Schedule rising() {
        ScheduleConfig config = config(golden);
        List<Double> sigmas = golden.twin("sigmas");
        List<Double> timesteps = golden.twin("timesteps");
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i <= timesteps.size(); i++) {
            Level level = config.training().atSigma(sigmas.get(i)).inStep(i);
            levels.add(i < timesteps.size() ? level.told(timesteps.get(i)) : level);
        }
        int last = levels.size() - 1;
        return new Levels(levels.subList(0, last), levels.get(last)).schedule(config, 1);
    }
}
