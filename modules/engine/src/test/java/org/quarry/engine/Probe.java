package org.quarry.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.quarry.node.Call;

/** Where tests look into their nodes: what was computed, and what is to happen when a node of a note computes. */
final class Probe {
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();
    private static final Map<String, Action> ACTIONS = new ConcurrentHashMap<>();

    interface Action {
        void run(Call call) throws Exception;
    }

    private Probe() {}

    static void reset() {
        SEEN.clear();
        ACTIONS.clear();
    }

    /** Every note that was passed, in order. */
    static List<String> seen() {
        return List.copyOf(SEEN);
    }

    static long times(String note) {
        return SEEN.stream().filter(note::equals).count();
    }

    static void at(String note, Action action) {
        ACTIONS.put(note, action);
    }

    static void pass(String note, Call call) {
        if (note.isEmpty()) {
            return;
        }
        SEEN.add(note);
        try {
            ACTIONS.getOrDefault(note, ignored -> {}).run(call);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
