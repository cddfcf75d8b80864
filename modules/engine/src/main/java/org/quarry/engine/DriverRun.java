package org.quarry.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quarry.node.PerStep;
import org.quarry.node.Step;

/**
 * The per-step nodes of one driver while it runs. All happens in the driver's own thread: it asks for a wire at a step,
 * and the nodes that the wire needs are evaluated in the order of the {@link Region}, those of one slot together, each
 * at most once for one step.
 */
final class DriverRun implements Demander, Argument.Wires {
    private final RunContext run;
    private final Execution execution;
    private final int driver;
    private final Region region;
    private final NodeCall driverCall;
    private final StepRing ring;
    private final StepEvaluator evaluator;
    private final @Nullable StepNode[] nodes;
    private @Nullable Step step;
    private int generation;
    private int lastIndex = -1;
    private long asked;
    private boolean over;

    DriverRun(RunContext run, Execution execution, int driver, NodeCall driverCall, StepRing ring) {
        this.run = run;
        this.execution = execution;
        this.driver = driver;
        this.driverCall = driverCall;
        this.ring = ring;
        region = run.graph().region(driver).orElseThrow();
        nodes = new StepNode[region.size()];
        evaluator = new StepEvaluator(run, region.driverName(), this);
    }

    /** A per-step wire that ends at the driver. */
    PerStep<Object> wire(InputSlot slot, int node, int output) {
        return at -> {
            begin(at);
            if (run.graph().perStep(node)) {
                evaluateWire(at, region.closure(region.local(node)));
            }
            return slot.fit(value(node, output));
        };
    }

    private void begin(Step at) {
        run.cancelling().check();
        if (at == step) {
            return;
        }
        if (at.index() != lastIndex) {
            if (lastIndex >= 0) {
                driverCall.stepsDone(at.index(), at.count());
            }
            lastIndex = at.index();
            long start = System.nanoTime();
            evaluator.passStep(lastIndex);
            asked += System.nanoTime() - start;
        }
        step = at;
        generation++;
        evaluator.begin(at, generation);
    }

    private void evaluateWire(Step at, int[] order) {
        if (evaluate(order)) {
            @Nullable Record[] outs = new Record[nodes.length];
            for (int local = 0; local < outs.length; local++) {
                StepNode node = nodes[local];
                outs[local] = node != null && node.evaluatedAt(generation) ? node.out() : null;
            }
            StepValues values =
                    new StepValues(region, at, outs, evaluator.nanos() / 1e6, evaluator.networkNanos() / 1e6);
            ring.add(values);
            run.announcer().tell(new RunEvent.Stepped(values));
        }
    }

    /** Evaluates those of the given nodes that have not been at this step. @param order local numbers, ascending */
    private boolean evaluate(int[] order) {
        long start = System.nanoTime();
        long before = asked;
        prepare(order);
        boolean any = false;
        List<StepNode> group = new ArrayList<>();
        for (int at = 0; at < order.length; ) {
            int slot = region.slot(order[at]);
            group.clear();
            for (; at < order.length && region.slot(order[at]) == slot; at++) {
                StepNode node = node(order[at]);
                if (!node.evaluatedAt(generation)) {
                    group.add(node);
                }
            }
            if (!group.isEmpty()) {
                evaluator.compute(List.copyOf(group));
                any = true;
            }
        }
        asked = before + System.nanoTime() - start;
        return any;
    }

    /** Makes nodes ready that are evaluated for the first time; what they read once is computed first. */
    private void prepare(int[] order) {
        BitSet once = new BitSet();
        for (int local : order) {
            if (nodes[local] == null) {
                for (int source : region.eagerOnce(local)) {
                    once.set(source);
                }
            }
        }
        execution.demand(driver, once.stream().toArray());
    }

    private StepNode node(int local) {
        StepNode known = nodes[local];
        if (known != null) {
            return known;
        }
        int number = region.member(local);
        NodeCall call = new NodeCall(run, List.of(run.graph().name(number)), this::receipt, () -> 0);
        StepNode fresh = evaluator.start(number, call);
        nodes[local] = fresh;
        return fresh;
    }

    /** The receipt of what the driver depends on. */
    Receipt receipt() {
        return run.receipt().of(execution.reads().of(driver));
    }

    @Override
    public void demand(List<LazyInput> inputs) {
        long start = System.nanoTime();
        long before = asked;
        BitSet once = new BitSet();
        BitSet order = new BitSet();
        for (LazyInput input : inputs) {
            if (run.graph().perStep(input.node())) {
                for (int local : region.closure(region.local(input.node()))) {
                    order.set(local);
                }
            } else {
                once.set(input.node());
            }
        }
        execution.demand(driver, once.stream().toArray());
        evaluate(order.stream().toArray());
        asked = before + System.nanoTime() - start;
    }

    @Override
    public Object value(int node, int output) {
        if (!run.graph().perStep(node)) {
            return execution.value(node, output);
        }
        StepNode source = nodes[region.local(node)];
        if (source == null) {
            throw new IllegalStateException("'" + run.graph().name(node) + "' is read before it was evaluated");
        }
        return source.output(output);
    }

    @Override
    public Object handle(InputSlot slot, int node, int output) {
        return new LazyInput(this, slot, node, output);
    }

    /** Nanoseconds that the run was held at its nodes and steps. */
    long held() {
        return evaluator.held();
    }

    /** Nanoseconds that were spent on what was asked for. */
    long asked() {
        return asked;
    }

    /** The driver has its outputs. */
    void succeeded() {
        if (step != null) {
            driverCall.stepsDone(step.count(), step.count());
        }
        ended();
    }

    /** The driver evaluates no more. Called again, does nothing. */
    void ended() {
        if (over) {
            return;
        }
        over = true;
        for (StepNode node : nodes) {
            if (node != null
                    && node.out() != null
                    && !run.failures().failed(run.graph().name(node.number()))) {
                run.announcer().tell(finished(node, node.out()));
                run.remember(node.number());
            }
        }
    }

    private RunEvent finished(StepNode node, Record out) {
        return new RunEvent.Finished(
                run.graph().name(node.number()),
                node.millis(),
                node.networkMillis(),
                Sizes.of(out),
                node.evaluations(),
                run.reasons().of(node.number()));
    }

    /** What the per-step nodes gave, by their numbers. */
    Map<Integer, Ledger.Step> steps() {
        Map<Integer, Ledger.Step> steps = new LinkedHashMap<>();
        for (StepNode node : nodes) {
            if (node != null && node.evaluations() > 0) {
                steps.put(
                        node.number(),
                        new Ledger.Step(node.hashes(), node.call().models()));
            }
        }
        return steps;
    }
}
