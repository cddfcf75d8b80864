package org.quarry.diffusion;

import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and prints a table: what a step of each sampler costs on a float sample of 1 × 16 × 128 × 128 beyond
 * the network and the noise, on one processor, and how many plain loops that is. A step is one of the schedule, with all the
 * evaluations that the sampler makes in it; DPM adaptive's own steps have three. Each number is that of the best
 * iteration, which other programs disturbed least.
 */
public final class StepCosts {
    private StepCosts() {}

    /** @param arguments those of JMH, as {@code -p sampler=EULER,HEUN} or {@code -f 5} */
    public static void main(String... arguments) throws RunnerException, CommandLineOptionException {
        Map<String, Double> plain = new TreeMap<>();
        Map<Measured, Double> runs = new TreeMap<>();
        OptionsBuilder options = new OptionsBuilder();
        options.parent(new CommandLineOptions(arguments));
        for (RunResult result : new Runner(options.build()).run()) {
            double best = result.getPrimaryResult().getStatistics().getMin();
            String sampler = result.getParams().getParam("sampler");
            if (sampler == null) {
                plain.put(result.getPrimaryResult().getLabel(), best);
            } else {
                runs.put(Measured.valueOf(sampler), best);
            }
        }
        plain.forEach((name, milliseconds) -> System.out.printf("%-20s %.2f ms%n", name, milliseconds));
        print(runs, plain.getOrDefault("plainLoop", Double.NaN));
    }

    private static void print(Map<Measured, Double> runs, double plainLoop) {
        Stage stage = new Stage();
        System.out.printf(
                "%-20s %16s %12s %18s %12s%n",
                "sampler", "evaluations/step", "ms/step", "ms/evaluation", "plain loops");
        runs.forEach((sampler, run) -> {
            int evaluations = stage.evaluationsOf(sampler.sampler());
            double step = run / sampler.steps(evaluations);
            System.out.printf(
                    "%-20s %16.2f %12.2f %18.2f %12.2f%n",
                    sampler,
                    (double) evaluations / sampler.steps(evaluations),
                    step,
                    run / evaluations,
                    step / plainLoop);
        });
    }
}
