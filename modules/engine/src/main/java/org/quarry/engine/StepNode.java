package org.quarry.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.quarry.node.NodeFunction;
import org.quarry.node.Step;

/** A per-step node while one driver runs. Arguments that stay the same from step to step are filled in once. */
final class StepNode {
    private final int number;
    private final Binding binding;
    private final Argument[] arguments;
    private final Object[] values;
    private final int[] changing;
    private final NodeCall call;
    private final int outputs;
    private final StepHashes hashes;
    private @Nullable Record out;
    private int generation;
    private int evaluations;
    private long nanos;
    private long networkNanos;

    /** @param wires give the once values now, and the per-step ones at each evaluation */
    StepNode(int number, Binding binding, RunContext run, NodeCall call, Argument.Wires wires) {
        this.number = number;
        this.binding = binding;
        this.call = call;
        outputs = run.graph().descriptor(number).outputs().size();
        hashes = new StepHashes(run.graph().descriptor(number).outputs());
        arguments = run.arguments(number, binding);
        values = new Object[arguments.length];
        boolean[] changes = new boolean[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            changes[i] = changes(arguments[i], run.graph());
            if (!changes[i]) {
                values[i] = arguments[i].value(wires);
            }
        }
        changing = IntStream.range(0, changes.length).filter(i -> changes[i]).toArray();
    }

    private static boolean changes(Argument argument, Graph graph) {
        Inlet inlet = argument.inlet();
        return switch (argument.slot().kind()) {
            case STEP, PREVIOUS -> true;
            case VALUE -> inlet != null && Arrays.stream(inlet.nodes).anyMatch(graph::perStep);
            case LAZY, PER_STEP -> false;
        };
    }

    /** The record of inputs at a step. */
    Record input(Step step, Argument.Wires wires) {
        for (int i : changing) {
            values[i] = switch (arguments[i].slot().kind()) {
                case STEP -> step;
                case PREVIOUS -> Optional.ofNullable(out);
                default -> arguments[i].value(wires);
            };
        }
        return binding.make(values);
    }

    /** Takes what an evaluation gave. */
    void evaluated(@Nullable Record result, int atGeneration, long nanosTaken, long nanosInNetworks) {
        Record checked = binding.check(result);
        out = checked;
        generation = atGeneration;
        for (int port = 0; port < outputs; port++) {
            hashes.add(port, atGeneration, ContentHash.checksum(binding.output(checked, port)));
        }
        evaluations++;
        nanos += nanosTaken;
        networkNanos += nanosInNetworks;
    }

    /** The checksums of all evaluations, by port. */
    Map<String, String> hashes() {
        return hashes.texts();
    }

    boolean evaluatedAt(int asked) {
        return out != null && generation == asked;
    }

    /** One output of the last evaluation. */
    Object output(int port) {
        if (out == null) {
            throw new IllegalStateException("a per-step node is read before it was evaluated");
        }
        return binding.output(out, port);
    }

    @Nullable
    Record out() {
        return out;
    }

    int number() {
        return number;
    }

    NodeFunction<Record, Record> function() {
        return binding.function();
    }

    NodeCall call() {
        return call;
    }

    int evaluations() {
        return evaluations;
    }

    double millis() {
        return nanos / 1e6;
    }

    double networkMillis() {
        return networkNanos / 1e6;
    }
}
