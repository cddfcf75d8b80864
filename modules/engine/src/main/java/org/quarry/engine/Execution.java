package org.quarry.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which once nodes run, and when. Nothing runs before it is needed: the goals are, then what they need, then what a
 * running node asks for. Each node is in one state, and only the thread that holds this object's lock changes it.
 *
 * <pre>{@code
 *          needed             all inputs there          outputs there
 *   IDLE ─────────► WAITING ───────────────────► READY ───────────────► DONE
 *    │ │               │                           │
 *    │ │               │ an input failed           │ failed, or the run was cancelled
 *    │ │               ▼                           ▼
 *    │ │            SKIPPED                      FAILED
 *    │ └── kept from an earlier run, and needed ──────────────────────► DONE
 *    └──── nobody can need it any more ───────────────────────────────► DROPPED
 * }</pre>
 *
 * A value is let go when all nodes that could read it have ended.
 */
final class Execution {
    private enum State {
        IDLE,
        WAITING,
        READY,
        DONE,
        FAILED,
        SKIPPED,
        DROPPED
    }

    private final RunContext run;
    private final Plan plan;
    private final NodeRun nodeRun;
    private final Runnable whenOver;
    private final State[] states;
    private final @Nullable Record[] outs;
    private final int[] missing;
    private final int[] readers;
    private final @Nullable String[] blame;
    private final Reads reads;
    private final AtomicInteger tasks = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

    Execution(RunContext run, Plan plan, StepRing ring, Runnable whenOver) {
        this.run = run;
        this.plan = plan;
        this.whenOver = whenOver;
        nodeRun = new NodeRun(run, this, ring);
        int size = run.graph().size();
        states = new State[size];
        Arrays.fill(states, State.IDLE);
        outs = plan.kept();
        missing = new int[size];
        readers = plan.readers();
        blame = new String[size];
        reads = new Reads(run.graph());
    }

    void start() {
        run.cancelling().onCancel(this::wake);
        tasks.incrementAndGet();
        run.engine().executor().execute(this::begin);
    }

    private void begin() {
        try {
            foresee();
            demand(plan.goals());
        } catch (RuntimeException | Error e) {
            broken.compareAndSet(null, e);
            run.cancelling().cancel();
        } finally {
            taskEnded();
        }
    }

    /** A goal that cannot be reached fails before anything is computed for it. */
    private void foresee() {
        for (int goal : plan.goals()) {
            if (outs[goal] == null && nodeRun.foreseen(goal)) {
                fail(goal);
            }
        }
    }

    private synchronized void fail(int goal) {
        states[goal] = State.FAILED;
        blame[goal] = run.graph().name(goal);
        release(goal);
    }

    private synchronized void wake() {
        notifyAll();
    }

    /**
     * Computes nodes on behalf of a running one, and waits for them.
     *
     * @throws RuntimeException what a node threw that they depend on
     */
    void demand(int asker, int[] nodes) {
        if (nodes.length == 0) {
            return;
        }
        reads.ask(asker, nodes);
        demand(nodes);
        run.gate().released();
        Blocking.until(this, () -> run.cancelling().cancelled() || ended(nodes));
        run.cancelling().check();
        for (int node : nodes) {
            String origin = blame(node);
            if (!origin.isEmpty()) {
                throw run.failures().again(origin);
            }
        }
    }

    private boolean ended(int[] nodes) {
        return Arrays.stream(nodes).allMatch(node -> states[node] != State.WAITING && states[node] != State.READY);
    }

    private synchronized String blame(int node) {
        String origin = blame[node];
        return origin == null ? "" : origin;
    }

    private void demand(int[] nodes) {
        Changes changes = new Changes(run.announcer());
        synchronized (this) {
            Deque<Integer> open = new ArrayDeque<>();
            for (int node : nodes) {
                need(node, open, changes);
            }
            while (!open.isEmpty()) {
                await(open.pop(), open, changes);
            }
        }
        changes.tell();
        changes.ready.forEach(this::submit);
    }

    private void need(int node, Deque<Integer> open, Changes changes) {
        Record kept = outs[node];
        if (states[node] == State.IDLE && kept != null) {
            states[node] = State.DONE;
            changes.add(nodeRun.reused(node, kept));
        } else if (states[node] == State.IDLE) {
            states[node] = State.WAITING;
            changes.add(new RunEvent.Queued(run.graph().name(node)));
            open.push(node);
        }
    }

    private void await(int node, Deque<Integer> open, Changes changes) {
        for (int source : run.graph().needs(node).strict) {
            need(source, open, changes);
            String origin = blame[source];
            if (origin != null) {
                skip(node, origin, changes);
                skipReaders(node, changes);
                return;
            }
            missing[node] += states[source] == State.DONE ? 0 : 1;
        }
        if (missing[node] == 0) {
            states[node] = State.READY;
            changes.ready.add(node);
        }
    }

    private void submit(int node) {
        tasks.incrementAndGet();
        run.engine().executor().execute(() -> work(node));
    }

    /** Runs a node and, in the same thread, one of those that it made ready, and so on. */
    private void work(int first) {
        try {
            int node = first;
            while (node >= 0) {
                Changes changes = new Changes(run.announcer());
                end(node, nodeRun.run(node), changes);
                changes.tell();
                changes.ready.stream().skip(1).forEach(this::submit);
                node = changes.ready.isEmpty() ? -1 : changes.ready.get(0);
            }
        } catch (RuntimeException | Error e) {
            broken.compareAndSet(null, e);
            run.cancelling().cancel();
        } finally {
            taskEnded();
        }
    }

    /** What went wrong in the engine itself, if something did. */
    Optional<Throwable> broken() {
        return Optional.ofNullable(broken.get());
    }

    private void taskEnded() {
        if (tasks.decrementAndGet() == 0) {
            whenOver.run();
        }
    }

    private synchronized void end(int node, NodeRun.Result result, Changes changes) {
        if (result.out() != null) {
            states[node] = State.DONE;
            outs[node] = readers[node] > 0 ? result.out() : null;
            for (int reader : plan.strictReaders(node)) {
                if (states[reader] == State.WAITING && --missing[reader] == 0) {
                    states[reader] = State.READY;
                    changes.ready.add(reader);
                }
            }
        } else {
            states[node] = State.FAILED;
            blame[node] = result.origin();
            skipReaders(node, changes);
        }
        release(node);
        notifyAll();
    }

    private void skipReaders(int failed, Changes changes) {
        Deque<Integer> open = new ArrayDeque<>(List.of(failed));
        while (!open.isEmpty()) {
            int node = open.pop();
            for (int reader : plan.strictReaders(node)) {
                if (states[reader] == State.WAITING) {
                    skip(reader, String.valueOf(blame[failed]), changes);
                    open.push(reader);
                }
            }
        }
    }

    private void skip(int node, String origin, Changes changes) {
        states[node] = State.SKIPPED;
        blame[node] = origin;
        if (!origin.isEmpty()) {
            changes.add(new RunEvent.Skipped(run.graph().name(node), origin));
        }
        release(node);
    }

    /** Lets go of what only this node could still have read. */
    private void release(int ended) {
        Deque<Integer> open = new ArrayDeque<>(List.of(ended));
        while (!open.isEmpty()) {
            Needs needs = run.graph().needs(open.pop());
            for (int[] sources : new int[][] {needs.strict, needs.loose}) {
                for (int source : sources) {
                    if (--readers[source] == 0) {
                        outs[source] = null;
                        if (states[source] == State.IDLE) {
                            states[source] = State.DROPPED;
                            if (plan.counted(source)) {
                                open.push(source);
                            }
                        }
                    }
                }
            }
        }
    }

    /** One output of a node that is done and has a reader left. */
    synchronized Object value(int node, int output) {
        Record out = outs[node];
        if (out == null) {
            throw new IllegalStateException(
                    "'" + run.graph().name(node) + "' is " + states[node] + " and has no values");
        }
        return run.engine().binding(run.graph().descriptor(node)).output(out, output);
    }

    /** What a done node gave, if it is still held. */
    synchronized @Nullable Record out(int node) {
        return states[node] == State.DONE ? outs[node] : null;
    }

    synchronized boolean done(int node) {
        return states[node] == State.DONE;
    }

    /** Which nodes each node has read up to now. */
    Reads reads() {
        return reads;
    }
}
