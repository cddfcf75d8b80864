package org.quarry.engine;

import java.util.List;
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
    private boolean over;

    Announcer(RunListener listener, Runnable whenBroken) {
        this.listener = listener;
        this.whenBroken = whenBroken;
    }

    void tell(RunEvent event) {
        tellAll(() -> List.of(event));
    }

    /** Tells of what turns out, when its turn comes, to have happened. */
    synchronized void tellAll(Supplier<List<RunEvent>> events) {
        if (broken != null || over) {
            return;
        }
        try {
            events.get().forEach(listener::on);
        } catch (RuntimeException e) {
            broken = e;
            whenBroken.run();
        }
    }

    /** Tells of the end; what nodes say that were left behind is heard no more. */
    synchronized void end(RunEvent last) {
        tell(last);
        over = true;
    }

    /** What the listener threw, if it did; it hears nothing more then. */
    synchronized Optional<RuntimeException> broken() {
        return Optional.ofNullable(broken);
    }
}
