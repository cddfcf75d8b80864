package org.quarry.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.quarry.engine.RunEvent;
import org.quarry.engine.RunListener;

/** Adds up where the time of runs goes: inside the networks, and everything else. */
final class Timings implements RunListener {
    private final Map<String, List<Taken>> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> evaluations = new LinkedHashMap<>();
    private final List<Taken> runs = new ArrayList<>();
    private final List<Taken> steps = new ArrayList<>();
    private double networkMillis;

    /** The time of one run, step or node, in milliseconds. */
    private record Taken(double all, double networks) {
        double outside() {
            return all - networks;
        }

        double shareOutside() {
            return 100 * outside() / all;
        }
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.RunStarted) {
            networkMillis = 0;
        } else if (event instanceof RunEvent.NetworkRan ran) {
            networkMillis += ran.millis();
        } else if (event instanceof RunEvent.Stepped stepped) {
            steps.add(new Taken(stepped.values().millis(), stepped.values().networkMillis()));
        } else if (event instanceof RunEvent.Finished finished && !finished.reused()) {
            evaluations.put(finished.node(), finished.evaluations());
            nodes.computeIfAbsent(finished.node(), name -> new ArrayList<>())
                    .add(new Taken(finished.millis(), finished.networkMillis()));
        } else if (event instanceof RunEvent.RunFinished finished) {
            runs.add(new Taken(finished.millis(), networkMillis));
        }
    }

    /**
     * A table of medians over the runs, in milliseconds. What is outside the networks is taken from each run by itself:
     * the difference of two medians would add the chance in how long the networks took.
     */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append(String.format(
                Locale.ROOT, "%-24s %6s %12s %12s %12s%n", "node", "times", "all ms", "networks ms", "else ms"));
        nodes.forEach((name, taken) -> table.append(row(name, evaluations.getOrDefault(name, 0), taken)));
        if (!steps.isEmpty()) {
            table.append(row("(one denoising step)", steps.size() / runs.size(), steps));
        }
        table.append(row("(whole run)", runs.size(), runs));
        double outside = median(runs, Taken::shareOutside);
        table.append(String.format(Locale.ROOT, "%nOutside the networks: %.1f %% of the run.%n", outside));
        return table.toString();
    }

    private static String row(String name, int times, List<Taken> taken) {
        return String.format(
                Locale.ROOT,
                "%-24s %6d %12.2f %12.2f %12.2f%n",
                name,
                times,
                median(taken, Taken::all),
                median(taken, Taken::networks),
                median(taken, Taken::outside));
    }

    private static double median(List<Taken> taken, ToDoubleFunction<Taken> value) {
        return median(taken.stream().map(value::applyAsDouble).toList());
    }

    /** The middle value, or the mean of the two in the middle; 0 of none. */
    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length == 0 ? 0 : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
