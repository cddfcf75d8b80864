package org.quarry.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quarry.node.Step;

/** Computes per-step nodes at the step where their driver stands, one alone or several as a batch. */
final class StepEvaluator {
    private final RunContext run;
    private final String driver;
    private final DriverRun wires;
    private @Nullable Step step;
    private int generation;
    private long start;
    private long held;
    private long heldBefore;
    private long networkNanos;

    StepEvaluator(RunContext run, String driver, DriverRun wires) {
        this.run = run;
        this.driver = driver;
        this.wires = wires;
    }

    /** Stands before a denoising step for as long as the run is held there. */
    void passStep(int index) {
        long before = System.nanoTime();
        run.gate().beforeStep(driver, index);
        held += System.nanoTime() - before;
    }

    /** Nanoseconds that the run was held at this driver's nodes and steps. */
    long held() {
        return held;
    }

    void begin(Step next, int nextGeneration) {
        step = next;
        generation = nextGeneration;
        start = System.nanoTime();
        heldBefore = held;
        networkNanos = 0;
    }

    /** Time since the step began, pauses left out. */
    long nanos() {
        return System.nanoTime() - start - (held - heldBefore);
    }

    /** How much of it went by inside networks. */
    long networkNanos() {
        return networkNanos;
    }

    /** Makes a node ready for its first evaluation. */
    StepNode start(int number, NodeCall call) {
        run.announcer().tell(new RunEvent.Started(run.graph().name(number)));
        try {
            return new StepNode(number, run.engine().binding(run.graph().descriptor(number)), run, call, wires);
        } catch (RuntimeException | Error e) {
            throw failed(number, e);
        }
    }

    /** Evaluates nodes of one type that need nothing more. */
    void compute(List<StepNode> group) {
        long before = System.nanoTime();
        for (StepNode node : group) {
            run.gate().beforeNode(run.graph().name(node.number()), now().index());
        }
        held += System.nanoTime() - before;
        run.cancelling().check();
        run.atWork().begin(group.get(0).number(), group.get(0).function());
        try {
            if (group.size() == 1) {
                alone(group.get(0));
            } else {
                together(group);
            }
        } finally {
            run.atWork().end();
            run.gate().released();
        }
    }

    private void alone(StepNode node) {
        long asked = wires.asked();
        long networks = node.call().networkNanos();
        long before = System.nanoTime();
        try {
            Record out = node.function().run(node.input(now(), wires), node.call());
            long inNetworks = node.call().networkNanos() - networks;
            networkNanos += inNetworks;
            node.evaluated(out, generation, System.nanoTime() - before - (wires.asked() - asked), inNetworks);
        } catch (RuntimeException | Error e) {
            throw failed(node.number(), e);
        }
    }

    private void together(List<StepNode> group) {
        long asked = wires.asked();
        long before = System.nanoTime();
        NodeCall call = new NodeCall(
                run, group.stream().map(node -> run.graph().name(node.number())).toList(), wires::receipt, () -> 0);
        List<Record> ins = new ArrayList<>(group.size());
        try {
            for (StepNode node : group) {
                ins.add(node.input(now(), wires));
            }
        } catch (RuntimeException | Error e) {
            throw failed(group.get(ins.size()).number(), e);
        }
        List<Record> outs;
        try {
            outs = group.get(0).function().runAll(ins, call);
        } catch (RuntimeException | Error e) {
            throw culprit(group, e);
        }
        networkNanos += call.networkNanos();
        group.get(0).call().opened(call.models());
        long share = (System.nanoTime() - before - (wires.asked() - asked)) / group.size();
        long shareInNetworks = call.networkNanos() / group.size();
        for (int i = 0; i < group.size(); i++) {
            StepNode node = group.get(i);
            try {
                node.evaluated(one(outs, i, group.size()), generation, share, shareInNetworks);
            } catch (RuntimeException e) {
                throw failed(node.number(), e);
            }
        }
    }

    private static Record one(@Nullable List<Record> outs, int i, int wanted) {
        if (outs == null || outs.size() != wanted) {
            throw new NodeMistake("gave " + (outs == null ? "null" : outs.size() + " records") + " from runAll, "
                    + wanted + " were wanted");
        }
        return outs.get(i);
    }

    /** A batch that fails does not say whose fault it is; nodes are pure, so each is tried alone. */
    private RuntimeException culprit(List<StepNode> group, Throwable thrown) {
        if (!run.cancelling().cancelled() && run.failures().origin(thrown).isEmpty()) {
            group.forEach(this::alone);
        }
        return failed(group.get(0).number(), thrown);
    }

    private RuntimeException failed(int number, Throwable thrown) {
        run.cancelling().check();
        if (run.failures().origin(thrown).isEmpty()) {
            String name = run.graph().name(number);
            run.announcer()
                    .tell(new RunEvent.Failed(
                            run.failures().add(name, run.graph().descriptor(number), thrown)));
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }

    private Step now() {
        if (step == null) {
            throw new IllegalStateException("'" + driver + "' has not begun a step");
        }
        return step;
    }
}
