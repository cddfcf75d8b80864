package org.quarry.engine;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Where a run can be held. Nodes and denoising steps pass it before they begin.
 *
 * <pre>{@code
 *            pause, breakpoint                stepNode
 *   RUNNING ──────────────────► PAUSED ────────────────────► ONE_NODE
 *      ▲                        │ ▲  ▲                          │
 *      │         resume         │ │  └── a node has passed ─────┘
 *      └────────────────────────┘ │
 *                                 │          stepDenoising
 *                                 │  PAUSED ───────────────► ONE_STEP
 *                                 └── a driver begins a step ───┘
 * }</pre>
 *
 * A cancelled run passes always.
 */
final class Gate {
    private enum Mode {
        RUNNING,
        PAUSED,
        ONE_NODE,
        ONE_STEP
    }

    private final Announcer announcer;
    private final Cancelling cancelling;
    private final Set<Breakpoint> breakpoints = new HashSet<>();
    private Mode mode = Mode.RUNNING;
    private boolean announced;
    private long changes;
    private long heldNanos;

    Gate(Announcer announcer, Cancelling cancelling) {
        this.announcer = announcer;
        this.cancelling = cancelling;
    }

    void pause() {
        change(Mode.PAUSED);
    }

    void resume() {
        change(Mode.RUNNING);
    }

    void stepNode() {
        change(Mode.ONE_NODE);
    }

    void stepDenoising() {
        change(Mode.ONE_STEP);
    }

    /** Lets everything pass that waits, after a cancellation. */
    synchronized void open() {
        changes++;
        notifyAll();
    }

    synchronized void set(Breakpoint breakpoint) {
        breakpoints.add(breakpoint);
    }

    synchronized void remove(Breakpoint breakpoint) {
        breakpoints.remove(breakpoint);
    }

    synchronized boolean paused() {
        return mode == Mode.PAUSED;
    }

    /** Nanoseconds that somebody was held here, all times together. */
    synchronized long heldNanos() {
        return heldNanos;
    }

    /** @param step index of the denoising step it belongs to, -1 outside of any */
    void beforeNode(String node, int step) {
        synchronized (this) {
            if (!breakpoints.isEmpty() && breakpoints.contains(new Breakpoint.AtNode(node))) {
                mode = Mode.PAUSED;
            }
            if (nodePasses()) {
                return;
            }
        }
        hold(node, step, this::nodePasses);
    }

    void beforeStep(String driver, int index) {
        synchronized (this) {
            if (mode == Mode.ONE_STEP || breakpoints.contains(new Breakpoint.AtStep(index))) {
                mode = Mode.PAUSED;
            }
            if (stepPasses()) {
                return;
            }
        }
        hold(driver, index, this::stepPasses);
    }

    private boolean nodePasses() {
        if (mode == Mode.ONE_NODE) {
            mode = Mode.PAUSED;
            return true;
        }
        return stepPasses();
    }

    private boolean stepPasses() {
        return mode != Mode.PAUSED || cancelling.cancelled();
    }

    private void hold(String node, int step, BooleanSupplier passes) {
        long start = System.nanoTime();
        while (true) {
            long seen;
            synchronized (this) {
                if (passes.getAsBoolean()) {
                    heldNanos += System.nanoTime() - start;
                    break;
                }
                seen = changes;
            }
            announcer.tell(() -> announcePause(node, step));
            Blocking.until(this, () -> changes != seen);
        }
        cancelling.check();
    }

    private synchronized Optional<RunEvent> announcePause(String node, int step) {
        if (announced || mode != Mode.PAUSED) {
            return Optional.empty();
        }
        announced = true;
        return Optional.of(new RunEvent.Paused(node, step));
    }

    private void change(Mode next) {
        synchronized (this) {
            mode = next;
            changes++;
            notifyAll();
        }
        if (next != Mode.PAUSED) {
            announcer.tell(this::announceResume);
        }
    }

    private synchronized Optional<RunEvent> announceResume() {
        boolean was = announced;
        announced = false;
        return was ? Optional.of(new RunEvent.Resumed()) : Optional.empty();
    }
}
