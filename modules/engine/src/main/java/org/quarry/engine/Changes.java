package org.quarry.engine;

import java.util.ArrayList;
import java.util.List;

/** What an {@link Execution} is to tell and to begin once it has given its lock back. */
final class Changes {
    private final Announcer announcer;
    private final List<RunEvent> events = new ArrayList<>();
    final List<Integer> ready = new ArrayList<>();

    Changes(Announcer announcer) {
        this.announcer = announcer;
    }

    void add(RunEvent event) {
        events.add(event);
    }

    void tell() {
        events.forEach(announcer::tell);
    }
}
