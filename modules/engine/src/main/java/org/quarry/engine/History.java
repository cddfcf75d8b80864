package org.quarry.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the nodes of the workflows run lately were made. */
final class History {
    private static final int MOST = 16;

    private final Map<String, Map<String, Trace>> workflows = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Trace>> eldest) {
            return size() > MOST;
        }
    };

    /** The traces of a workflow's nodes, by name. */
    synchronized Map<String, Trace> of(String identity) {
        return new HashMap<>(workflows.computeIfAbsent(identity, key -> new HashMap<>()));
    }

    /** A node has a result. */
    synchronized void keep(String identity, String node, Trace trace) {
        workflows.computeIfAbsent(identity, key -> new HashMap<>()).put(node, trace);
    }

    /** A node has no result of its own, but one that depends on it has. */
    synchronized void refresh(String identity, String node, Trace trace) {
        workflows.computeIfAbsent(identity, key -> new HashMap<>()).computeIfPresent(node, (name, old) -> trace);
    }
}
