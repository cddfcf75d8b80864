package org.quarry.onnx;

import java.util.ArrayList;
import java.util.List;
import org.quarry.node.model.Network;

/** A cancellation that a test fires. */
final class Stop implements Network.Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean fired;

    synchronized void fire() {
        fired = true;
        actions.forEach(Runnable::run);
    }

    /** How many runs would hear of it. */
    synchronized int listeners() {
        return actions.size();
    }

    @Override
    public synchronized boolean cancelled() {
        return fired;
    }

    @Override
    public synchronized Registration onCancel(Runnable action) {
        if (fired) {
            action.run();
        }
        actions.add(action);
        return () -> remove(action);
    }

    private synchronized void remove(Runnable action) {
        actions.remove(action);
    }
}
