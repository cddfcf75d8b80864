package org.quarry.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.quarry.node.model.Network;

/** Whether a run has been cancelled, and what is to be done then. */
final class Cancelling implements Network.Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean cancelled;

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public Registration onCancel(Runnable action) {
        synchronized (actions) {
            if (!cancelled) {
                actions.add(action);
                return () -> remove(action);
            }
        }
        action.run();
        return () -> {};
    }

    private void remove(Runnable action) {
        synchronized (actions) {
            actions.remove(action);
        }
    }

    void cancel() {
        List<Runnable> pending;
        synchronized (actions) {
            cancelled = true;
            pending = List.copyOf(actions);
            actions.clear();
        }
        pending.forEach(Runnable::run);
    }

    void check() {
        if (cancelled) {
            throw new CancellationException("the run was cancelled");
        }
    }
}
