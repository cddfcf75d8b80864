package org.quarry.engine;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listener of events, one at a time. Never called by a thread that holds another lock of the run, so that a
 * listener may control the run.
 */
final class Announcer {
    private final RunListener listener;
    private final Runnable whenBroken;
    private @Nullable RuntimeException broken;

    Announcer(RunListener listener, Runnable whenBroken) {
        this.listener = listener;
        this.whenBroken = whenBroken;
    }

    void tell(RunEvent event) {
        tell(() -> Optional.of(event));
    }

    /** Tells of an event that may turn out, when its turn comes, not to have happened. */
    synchronized void tell(Supplier<Optional<RunEvent>> event) {
        if (broken != null) {
            return;
        }
        try {
            event.get().ifPresent(listener::on);
        } catch (RuntimeException e) {
            broken = e;
            whenBroken.run();
        }
    }

    /** What the listener threw, if it did; it hears nothing more then. */
    synchronized Optional<RuntimeException> broken() {
        return Optional.ofNullable(broken);
    }
}
