package org.quarry.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.quarry.engine.RunEvent;
import org.quarry.engine.RunListener;

/** Adds up where the time of runs goes: inside the networks, and everything else. */
final class Timings implements RunListener {
    private final Map<String, List<RunEvent.Finished>> nodes = new LinkedHashMap<>();
    private final List<Double> runs = new ArrayList<>();
    private final List<Double> networks = new ArrayList<>();
    private final List<Double> steps = new ArrayList<>();
    private final List<Double> stepNetworks = new ArrayList<>();
    private double networkMillis;

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.RunStarted) {
            networkMillis = 0;
        } else if (event instanceof RunEvent.NetworkRan ran) {
            networkMillis += ran.millis();
        } else if (event instanceof RunEvent.Stepped stepped) {
            steps.add(stepped.values().millis());
            stepNetworks.add(stepped.values().networkMillis());
        } else if (event instanceof RunEvent.Finished finished && !finished.reused()) {
            nodes.computeIfAbsent(finished.node(), name -> new ArrayList<>()).add(finished);
        } else if (event instanceof RunEvent.RunFinished finished) {
            runs.add(finished.millis());
            networks.add(networkMillis);
        }
    }

    /** A table of medians over the runs, in milliseconds. */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT, "%-24s %6s %12s %12s %12s%n", "node", "times", "all ms", "networks ms", "else ms"));
        nodes.forEach((name, finished) -> table.append(row(
                name,
                finished.get(0).evaluations(),
                median(finished.stream().map(RunEvent.Finished::millis).toList()),
                median(finished.stream().map(RunEvent.Finished::networkMillis).toList()))));
        if (!steps.isEmpty()) {
            table.append(row("(one denoising step)", steps.size() / runs.size(), median(steps), median(stepNetworks)));
        }
        table.append(row("(whole run)", runs.size(), median(runs), median(networks)));
        double outside = 100 * (1 - median(networks) / median(runs));
        table.append(String.format(Locale.ROOT, "%nOutside the networks: %.1f %% of the run.%n", outside));
        return table.toString();
    }

    private static String row(String name, int times, double all, double inNetworks) {
        return String.format(
                Locale.ROOT, "%-24s %6d %12.2f %12.2f %12.2f%n", name, times, all, inNetworks, all - inNetworks);
    }

    /** The middle value, or the mean of the two in the middle; 0 of none. */
    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length == 0 ? 0 : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
