package org.quarry.editor.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.quarry.engine.RunEvent;
import org.quarry.engine.RunListener;

/**
 * Takes the events of a run from the engine's threads and hands them on in bundles, so that a fast run cannot flood the
 * event thread. Of what overtakes itself, a node's progress, its pictures and its steps, only the newest is kept.
 */
final class EventRelay implements RunListener {
    private final Consumer<Runnable> pace;
    private final Consumer<List<RunEvent>> receiver;
    private final Map<Object, RunEvent> waiting = new LinkedHashMap<>();
    private boolean scheduled;

    /**
     * @param pace runs what it is given on the event thread, a little later
     * @param receiver of the bundles, on the event thread
     */
    EventRelay(Consumer<Runnable> pace, Consumer<List<RunEvent>> receiver) {
        this.pace = pace;
        this.receiver = receiver;
    }

    private record Newest(Class<?> kind, String node) {}

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.NetworkRan) {
            return;
        }
        synchronized (this) {
            Object key = key(event);
            waiting.remove(key);
            waiting.put(key, event);
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        pace.accept(this::flush);
    }

    private static Object key(RunEvent event) {
        if (event instanceof RunEvent.Progress progress) {
            return new Newest(RunEvent.Progress.class, progress.node());
        } else if (event instanceof RunEvent.Preview preview) {
            return new Newest(RunEvent.Preview.class, preview.node());
        } else if (event instanceof RunEvent.Stepped stepped) {
            return new Newest(RunEvent.Stepped.class, stepped.values().driver());
        }
        return new Object();
    }

    /** Hands on what waits; on the event thread. */
    void flush() {
        List<RunEvent> bundle;
        synchronized (this) {
            scheduled = false;
            bundle = new ArrayList<>(waiting.values());
            waiting.clear();
        }
        if (!bundle.isEmpty()) {
            receiver.accept(bundle);
        }
    }
}
