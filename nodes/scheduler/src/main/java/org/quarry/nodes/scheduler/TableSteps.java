package org.quarry.nodes.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.quarry.diffusion.DiffusersConfig;
import org.quarry.diffusion.Schedule;
import org.quarry.diffusion.SigmaTable;
import org.quarry.diffusion.TableCurve;
import org.quarry.node.NodeException;

/** Which levels of a model's table a run visits. */
final class TableSteps {
    /** Above it a run is a whole one. */
    private static final double WHOLE = 0.9999;

    private final TableSchedule.In in;
    private final Map<String, Object> own;
    private final SigmaTable table;

    TableSteps(TableSchedule.In in) {
        this.in = in;
        this.own = in.scheduler().config("scheduler");
        SigmaTable usual = table(in, own);
        this.table = in.shift() == 0 ? usual : usual.shifted(in.shift());
    }

    private static SigmaTable table(TableSchedule.In in, Map<String, Object> own) {
        try {
            return SigmaTable.of(DiffusersConfig.read(own));
        } catch (IllegalArgumentException e) {
            throw new NodeException(
                    "scheduler",
                    "model '" + in.scheduler().description().name() + "': " + e.getMessage()
                            + "; put a Scheduler in the place of this node",
                    e);
        }
    }

    Schedule schedule() {
        List<Double> whole = last(in.curve().curve().map(this::counted).orElseGet(this::given));
        Schedule schedule = table.schedule(part(whole)).usually(DiffusersConfig.sampler(own));
        if (in.denoise() == 0) {
            return schedule.from(schedule.steps());
        }
        return in.resumes() ? schedule.rest(0) : schedule;
    }

    double noiseFactor(Schedule schedule) {
        return in.resumes() || schedule.steps() == 0
                ? 1
                : schedule.startingNoise() / schedule.at(0).noise();
    }

    private List<Double> counted(TableCurve curve) {
        int more = in.skipLast() ? 1 : 0;
        List<Double> sigmas = new ArrayList<>(curve.sigmas(table, total() + more));
        if (in.skipLast()) {
            sigmas.remove(sigmas.size() - 2);
        }
        return sigmas;
    }

    private int total() {
        return in.denoise() > WHOLE || in.denoise() == 0 ? in.steps() : (int) (in.steps() / in.denoise());
    }

    private List<Double> given() {
        try {
            return Arrays.stream(in.sigmas().split(","))
                    .map(String::strip)
                    .filter(number -> !number.isEmpty())
                    .map(Double::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw new NodeException(
                    "sigmas",
                    "found '" + in.sigmas() + "'; wanted falling numbers with commas between them, as 14.6, 3, 0",
                    e);
        }
    }

    /** The last steps of a longer run. */
    private List<Double> last(List<Double> sigmas) {
        boolean longer = in.curve() != CurveChoice.GIVEN && in.denoise() <= WHOLE;
        return longer ? sigmas.subList(Math.max(0, sigmas.size() - in.steps() - 1), sigmas.size()) : sigmas;
    }

    private List<Double> part(List<Double> sigmas) {
        int end = Math.min(in.end(), sigmas.size() - 1);
        if (in.start() >= end) {
            throw new NodeException(
                    "start",
                    "found start " + in.start() + " and end " + in.end() + " of " + (sigmas.size() - 1)
                            + " steps, which leaves none; lower the start or raise the end");
        }
        List<Double> part = new ArrayList<>(sigmas.subList(in.start(), end + 1));
        if (in.clean()) {
            part.set(part.size() - 1, 0.0);
        }
        return part;
    }
}
