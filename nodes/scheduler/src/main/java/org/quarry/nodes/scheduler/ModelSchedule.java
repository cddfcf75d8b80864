package org.quarry.nodes.scheduler;

import java.util.HashMap;
import java.util.Map;
import org.quarry.diffusion.DiffusersConfig;
import org.quarry.diffusion.PredictionKind;
import org.quarry.diffusion.Schedule;
import org.quarry.diffusion.ScheduleConfig;
import org.quarry.node.NodeException;

/** The model's own settings, with the choices of the node over them. */
final class ModelSchedule {
    private ModelSchedule() {}

    static Schedule of(Scheduler.In in) {
        Map<String, Object> own = in.scheduler().config("scheduler");
        ScheduleConfig config = read(in, overridden(in, own));
        int most = config.training().count();
        if (in.steps() > most) {
            throw new NodeException(
                    "steps",
                    "found " + in.steps() + " steps; the model was trained on " + most
                            + " noise levels, so at most as many can be visited");
        }
        // A class of Diffusers also stands for a limit on predicted pixels; another way of counting must not bring that
        // in.
        Schedule schedule = config.schedule(in.steps()).limited(read(in, own).limit());
        if (schedule.prediction() == PredictionKind.EPSILON && schedule.at(0).signal() == 0) {
            throw new NodeException(
                    "prediction",
                    "the first noise level has no signal left, and a network that predicts noise"
                            + " cannot start there; choose prediction v, if the model was trained for it, or spacing leading");
        }
        return schedule;
    }

    private static Map<String, Object> overridden(Scheduler.In in, Map<String, Object> own) {
        Map<String, Object> settings = new HashMap<>(own);
        settings.putAll(in.counting().settings());
        settings.putAll(in.spacing().settings());
        settings.putAll(in.sigmas().settings());
        settings.putAll(in.prediction().settings());
        return settings;
    }

    private static ScheduleConfig read(Scheduler.In in, Map<String, Object> settings) {
        try {
            return DiffusersConfig.read(settings);
        } catch (IllegalArgumentException e) {
            throw new NodeException(
                    "scheduler", "model '" + in.scheduler().description().name() + "': " + e.getMessage(), e);
        }
    }
}
