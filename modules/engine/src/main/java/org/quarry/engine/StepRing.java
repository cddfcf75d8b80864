package org.quarry.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stood on the per-step wires at the last steps of each driver, as many as fit a number of bytes. */
final class StepRing {
    private static final class Frames {
        private final Deque<StepValues> values = new ArrayDeque<>();
        private long bytes;
    }

    private final Map<String, Frames> drivers = new HashMap<>();
    private final long budget;

    /** @param budget bytes for each driver; its last step is kept in any case */
    StepRing(long budget) {
        this.budget = budget;
    }

    /** Keeps the values of a step; those of the same step replace what was known of it. */
    synchronized void add(StepValues step) {
        Frames frames = drivers.computeIfAbsent(step.driver(), key -> new Frames());
        StepValues last = frames.values.peekLast();
        if (last != null && last.step() == step.step()) {
            frames.bytes -= frames.values.removeLast().bytes();
        }
        frames.values.addLast(step);
        frames.bytes += step.bytes();
        while (frames.bytes > budget && frames.values.size() > 1) {
            frames.bytes -= frames.values.removeFirst().bytes();
        }
    }

    /** The steps of a driver that are kept, the oldest first. */
    synchronized List<StepValues> of(String driver) {
        Frames frames = drivers.get(driver);
        return frames == null ? List.of() : List.copyOf(frames.values);
    }
}
