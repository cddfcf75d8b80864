package org.quarry.engine;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Runs one once node: its inputs, its call, its outputs, its failure. */
final class NodeRun {
    private final RunContext run;
    private final Execution execution;
    private final StepRing ring;

    NodeRun(RunContext run, Execution execution, StepRing ring) {
        this.run = run;
        this.execution = execution;
        this.ring = ring;
    }

    /**
     * What became of a node.
     *
     * @param out its outputs, or null if it has none
     * @param origin the node whose failure kept it from having some; empty if the run was cancelled
     */
    record Result(@Nullable Record out, String origin) {}

    /** An earlier result is taken. */
    RunEvent reused(int node, Record out) {
        String name = run.graph().name(node);
        run.receipt().reused(node, out);
        run.remember(node);
        return new RunEvent.Finished(name, 0, 0, Sizes.of(out), 0, Reasons.REUSED);
    }

    /** Asks a node whether it will be able to do its work. @return whether it will not */
    boolean foreseen(int node) {
        String name = run.graph().name(node);
        try {
            Binding binding = run.engine().binding(run.graph().descriptor(node));
            Map<String, Object> known = new LinkedHashMap<>();
            for (Argument argument : run.arguments(node, binding)) {
                argument.constant().ifPresent(value -> known.put(argument.slot().name(), value));
            }
            binding.function().foresee(known);
            return false;
        } catch (RuntimeException | Error e) {
            failed(node, name, e);
            return true;
        }
    }

    Result run(int node) {
        String name = run.graph().name(node);
        try {
            run.gate().beforeNode(name, -1);
            run.cancelling().check();
            return new Result(compute(node, name), "");
        } catch (RuntimeException | Error e) {
            return new Result(null, failed(node, name, e));
        } finally {
            run.gate().released();
        }
    }

    /** The node where a failure began. */
    private String failed(int node, String name, Throwable thrown) {
        if (run.cancelling().cancelled()) {
            return "";
        }
        Optional<String> origin = run.failures().origin(thrown);
        if (origin.isPresent()) {
            run.announcer().tell(new RunEvent.Skipped(name, origin.get()));
            return origin.get();
        }
        Throwable cause = thrown instanceof CancellationException
                ? new NodeMistake("stopped as if the run had been cancelled, which it was not", thrown)
                : thrown;
        run.announcer()
                .tell(new RunEvent.Failed(run.failures().add(name, run.graph().descriptor(node), cause)));
        return name;
    }

    private Record compute(int node, String name) {
        Optional<Record> sameElsewhere =
                run.keys().keepable(node) ? run.engine().cache().find(run.keys().key(node)) : Optional.empty();
        if (sameElsewhere.isPresent()) {
            run.announcer().tell(reused(node, sameElsewhere.get()));
            return sameElsewhere.get();
        }
        run.announcer().tell(new RunEvent.Started(name));
        Binding binding = run.engine().binding(run.graph().descriptor(node));
        Wires wires = new Wires(node);
        NodeCall call = wires.call;
        Argument[] arguments = run.arguments(node, binding);
        Object[] values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].value(wires);
        }
        long before = System.nanoTime();
        run.atWork().begin(node, binding.function());
        try {
            Record out = binding.check(binding.function().run(binding.make(values), call));
            Astray.of(out, run.graph().descriptor(node), values, run.request().outputFolder())
                    .forEach(call::report);
            finished(node, out, call, wires, System.nanoTime() - before - wires.asked());
            return out;
        } finally {
            run.atWork().end();
            wires.ended();
        }
    }

    private void finished(int node, Record out, NodeCall call, Wires wires, long nanos) {
        String name = run.graph().name(node);
        wires.succeeded();
        run.receipt().ran(node, out, new HashSet<>(execution.reads().of(node)), call.models(), wires.steps());
        run.announcer()
                .tell(new RunEvent.Finished(
                        name,
                        nanos / 1e6,
                        call.networkNanos() / 1e6,
                        Sizes.of(out),
                        1,
                        run.reasons().of(node)));
        run.remember(node);
        if (run.keys().keepable(node)) {
            run.engine().cache().put(run.keys().key(node), out, Sizes.of(out));
        }
    }

    /** The wires of one running once node. */
    private final class Wires implements Argument.Wires, Demander {
        private final int node;
        private final NodeCall call;
        private @Nullable DriverRun driver;
        private long asked;

        Wires(int node) {
            this.node = node;
            call = new NodeCall(
                    run,
                    List.of(run.graph().name(node)),
                    () -> run.receipt().of(execution.reads().of(node)),
                    () -> driver == null ? 0 : driver.held());
        }

        @Override
        public Object value(int source, int output) {
            return execution.value(source, output);
        }

        @Override
        public Object handle(InputSlot slot, int source, int output) {
            if (slot.kind() == InputSlot.Kind.LAZY) {
                return new LazyInput(this, slot, source, output);
            }
            DriverRun known = driver;
            if (known == null) {
                known = new DriverRun(run, execution, node, call, ring);
                driver = known;
            }
            return known.wire(slot, source, output);
        }

        @Override
        public void demand(List<LazyInput> inputs) {
            long before = System.nanoTime();
            execution.demand(node, inputs.stream().mapToInt(LazyInput::node).toArray());
            asked += System.nanoTime() - before;
        }

        void succeeded() {
            if (driver != null) {
                driver.succeeded();
            }
        }

        /** Per-step nodes end with their driver, whatever became of it. */
        void ended() {
            if (driver != null) {
                driver.ended();
            }
        }

        Map<Integer, Ledger.Step> steps() {
            return driver == null ? Map.of() : driver.steps();
        }

        /** Nanoseconds that went by while others computed what this node asked for. */
        long asked() {
            return asked + (driver == null ? 0 : driver.asked());
        }
    }
}
