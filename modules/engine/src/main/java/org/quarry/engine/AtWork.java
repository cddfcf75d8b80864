package org.quarry.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which nodes of a run are computing, in which threads: so that one that does not stop when it is told to can be named. */
final class AtWork {
    /** A node that was begun. @param before the class loader that its thread had */
    private record Begun(int node, ClassLoader before) {}

    private final Map<Thread, Deque<Begun>> nodes = new LinkedHashMap<>();
    private final Set<Thread> interrupted = new HashSet<>();

    /**
     * This thread computes a node from now on; perhaps on behalf of another one, which waits. Libraries that look for
     * services by their thread's class loader find those of the node's module.
     */
    synchronized void begin(int node, Object function) {
        Thread here = Thread.currentThread();
        nodes.computeIfAbsent(here, thread -> new ArrayDeque<>()).push(new Begun(node, here.getContextClassLoader()));
        here.setContextClassLoader(function.getClass().getClassLoader());
    }

    /** This thread is done with the node that it began last. */
    synchronized void end() {
        Thread here = Thread.currentThread();
        Deque<Begun> begun = nodes.getOrDefault(here, new ArrayDeque<>());
        here.setContextClassLoader(begun.remove().before());
        if (begun.isEmpty()) {
            nodes.remove(here);
            if (interrupted.remove(here)) {
                // It was meant for the node; the thread goes on with other runs.
                Thread.interrupted();
            }
        }
    }

    /** Wakes nodes that sleep or wait. */
    synchronized void interrupt() {
        nodes.keySet().forEach(thread -> {
            interrupted.add(thread);
            thread.interrupt();
        });
    }

    /** The nodes that compute right now, without those that wait for them. */
    synchronized List<Integer> innermost() {
        List<Integer> found = new ArrayList<>();
        nodes.values().forEach(begun -> found.add(begun.element().node()));
        return found;
    }
}
