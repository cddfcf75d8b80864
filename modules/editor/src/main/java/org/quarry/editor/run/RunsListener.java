package org.quarry.editor.run;

import java.util.List;
import org.quarry.engine.RunEvent;

/** Hears of the queue, on the event thread. */
public interface RunsListener {
    /** A run came, went, or stands elsewhere. */
    default void changed() {}

    /** What a run told since the last time; of a node's progress, pictures and steps only the newest. */
    default void told(QueuedRun run, List<RunEvent> events) {}

    /** A run is over. */
    default void ended(QueuedRun run) {}
}
