package org.quarry.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
    private boolean resumeUntold;
    private @Nullable Thread stepper;
    private long changes;

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
            stepper = Thread.currentThread();
            return true;
        }
        return stepPasses();
    }

    private boolean stepPasses() {
        return mode != Mode.PAUSED || cancelling.cancelled();
    }

    /** The node that this thread runs has ended, or waits for others: if it was let through alone, its turn is over. */
    synchronized void released() {
        if (stepper == Thread.currentThread()) {
            stepper = null;
            changes++;
            notifyAll();
        }
    }

    private void hold(String node, int step, BooleanSupplier passes) {
        released();
        while (true) {
            long seen;
            synchronized (this) {
                if (passes.getAsBoolean()) {
                    break;
                }
                seen = changes;
            }
            announcer.tellAll(() -> untold(Optional.of(new RunEvent.Paused(node, step))));
            Blocking.until(this, () -> changes != seen);
        }
        // Whoever let this node go tells so too, but the run might be over before that.
        announcer.tellAll(() -> untold(Optional.empty()));
        cancelling.check();
    }

    private void change(Mode next) {
        synchronized (this) {
            mode = next;
            changes++;
            if (next != Mode.PAUSED) {
                resumeUntold |= announced;
                announced = false;
            }
            notifyAll();
        }
        announcer.tellAll(() -> untold(Optional.empty()));
    }

    /** What the listener does not know yet; asked by the thread that tells it, so a resume comes before the next pause. */
    private synchronized List<RunEvent> untold(Optional<RunEvent> pause) {
        List<RunEvent> events = new ArrayList<>();
        if (resumeUntold) {
            resumeUntold = false;
            events.add(new RunEvent.Resumed());
        }
        if (pause.isPresent() && !announced && stepper == null && mode == Mode.PAUSED) {
            announced = true;
            events.add(pause.get());
        }
        return events;
    }
}
