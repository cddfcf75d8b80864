package org.quarry.nodes.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quarry.diffusion.BetaSchedule;
import org.quarry.diffusion.DiffusersConfig;
import org.quarry.diffusion.FlowGrid;
import org.quarry.diffusion.FlowSchedule;
import org.quarry.diffusion.FlowShift;
import org.quarry.diffusion.KarrasSchedule;
import org.quarry.diffusion.PredictionKind;
import org.quarry.diffusion.Schedule;
import org.quarry.diffusion.ScheduleConfig;
import org.quarry.diffusion.SigmaCurve;
import org.quarry.node.NodeException;
import org.quarry.tensor.Tensor;

/** The model's own settings, with the choices of the node over them. */
final class ModelSchedule {
    /** What one token of a flow's transformer covers of a latent: 2 × 2 places. */
    private static final int TOKEN_PLACES = 2;

    /** The same of a picture, which is 8 times larger. */
    private static final int TOKEN_PIXELS = 16;

    private final Scheduler.In in;
    private final Map<String, Object> own;

    ModelSchedule(Scheduler.In in) {
        this.in = in;
        this.own = in.scheduler().config("scheduler");
    }

    /** What a user should know of the model's settings. */
    List<String> notes() {
        Set<String> unread = DiffusersConfig.unread(own);
        unread.removeIf(key -> Boolean.FALSE.equals(own.get(key)));
        List<String> notes = new ArrayList<>();
        if (!unread.isEmpty()) {
            notes.add("settings of model '" + in.scheduler().description().name() + "' that take no effect: "
                    + String.join(", ", unread));
        }
        if (in.shift() == 0
                && in.latent().isEmpty()
                && DiffusersConfig.read(own) instanceof FlowSchedule flow
                && flow.shift() instanceof FlowShift.Dynamic) {
            notes.add("the levels are shifted as a picture of " + in.width() + " x " + in.height()
                    + " pixels needs it; link latent to the Noise source or VAE encode, or set width and height");
        }
        return notes;
    }

    Schedule schedule() {
        try {
            ScheduleConfig config = changed(DiffusersConfig.read(overridden()));
            checkSteps(config);
            // A class of Diffusers also stands for a limit on predicted pixels; another way of counting must not bring
            // that
            // in.
            Schedule schedule = config.schedule(in.steps(), in.strength())
                    .limited(DiffusersConfig.read(own).limit())
                    .usually(DiffusersConfig.sampler(own));
            checkStart(schedule);
            return schedule;
        } catch (IllegalArgumentException e) {
            throw new NodeException(
                    "scheduler", "model '" + in.scheduler().description().name() + "': " + e.getMessage(), e);
        }
    }

    private Map<String, Object> overridden() {
        Map<String, Object> settings = new HashMap<>(own);
        settings.putAll(in.counting().settings());
        settings.putAll(in.spacing().settings());
        settings.putAll(in.prediction().settings());
        settings.putAll(in.betas().settings());
        settings.putAll(in.terminal().settings());
        settings.putAll(in.end().settings());
        if (in.offset() >= 0) {
            settings.put("steps_offset", in.offset());
        }
        boolean flow = DiffusersConfig.read(own) instanceof FlowSchedule;
        if (flow && in.counting() != Counting.FROM_MODEL) {
            settings.put("use_flow_sigmas", true);
            settings.putIfAbsent("flow_shift", own.getOrDefault("shift", 1));
        }
        return settings;
    }

    private ScheduleConfig changed(ScheduleConfig config) {
        if (config instanceof FlowSchedule flow) {
            return changed(flow);
        } else if (config instanceof BetaSchedule betas) {
            BetaSchedule distilled = in.distilled() == 0 ? betas : betas.withDistilled(in.distilled());
            return curve().map(distilled::withCurve).orElse(distilled);
        } else if (config instanceof KarrasSchedule karras) {
            return curve().map(karras::withCurve).orElse(karras);
        }
        return config;
    }

    private Optional<SigmaCurve> curve() {
        return in.sigmas().either(own -> own.curve(in.rho()), Optional::of);
    }

    private FlowSchedule changed(FlowSchedule flow) {
        FlowShift shift = in.shift() == 0 ? flow.shift().forTokens(tokens()) : new FlowShift.Constant(in.shift());
        FlowSchedule shifted = flow.withShift(shift).withGrid(grid(flow));
        return curve().map(shifted::withCurve).orElse(shifted);
    }

    /** Of one picture. */
    private int tokens() {
        return in.latent()
                .map(Tensor::shape)
                .map(latent -> (latent.size(2) / TOKEN_PLACES) * (latent.size(3) / TOKEN_PLACES))
                .orElseGet(() -> (in.width() / TOKEN_PIXELS) * (in.height() / TOKEN_PIXELS));
    }

    /** FLUX visits the times 1 − i/n also where its settings shift by a constant. */
    private FlowGrid grid(FlowSchedule flow) {
        boolean flux = in.scheduler().description().family().startsWith("flux");
        return switch (in.spacing()) {
            case TRAILING -> FlowGrid.TRAILING;
            case LINSPACE -> FlowGrid.LINSPACE;
            case LEADING ->
                throw new NodeException(
                        "spacing", "found leading for a flow, which has no timestep 0; choose trailing or linspace");
            case FROM_MODEL -> flux && flow.grid() == FlowGrid.LINSPACE ? FlowGrid.TRAILING : flow.grid();
        };
    }

    private void checkSteps(ScheduleConfig config) {
        int most = config.training().count();
        if (in.steps() > most) {
            throw new NodeException(
                    "steps",
                    "found " + in.steps() + " steps; the model was trained on " + most
                            + " noise levels, so at most as many can be visited");
        }
    }

    private static void checkStart(Schedule schedule) {
        if (schedule.steps() > 0
                && schedule.prediction() == PredictionKind.EPSILON
                && schedule.at(0).signal() == 0) {
            throw new NodeException(
                    "prediction",
                    "the first noise level has no signal left, and a network that predicts noise cannot start there;"
                            + " choose prediction v, if the model was trained for it, or spacing leading");
        }
    }
}
