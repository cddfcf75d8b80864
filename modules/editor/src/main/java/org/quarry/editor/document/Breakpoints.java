package org.quarry.editor.document;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where the runs of a document are held. No part of the workflow. To be used on the event thread. */
public final class Breakpoints {
    private final Set<String> nodes = new TreeSet<>();
    private final Set<Integer> steps = new TreeSet<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** The nodes before which a run is held, by name. */
    public Set<String> nodes() {
        return Collections.unmodifiableSet(nodes);
    }

    /** The denoising steps before which a run is held, from 0. */
    public Set<Integer> steps() {
        return Collections.unmodifiableSet(steps);
    }

    /** Sets one before a node, or takes it away. */
    public void toggle(String node) {
        if (!nodes.remove(node)) {
            nodes.add(node);
        }
        listeners.forEach(Runnable::run);
    }

    /** Sets one before a denoising step, or takes it away. @param step from 0 */
    public void toggle(int step) {
        if (!steps.remove(step)) {
            steps.add(step);
        }
        listeners.forEach(Runnable::run);
    }

    /** Takes all away. */
    public void clear() {
        nodes.clear();
        steps.clear();
        listeners.forEach(Runnable::run);
    }

    /** Calls this after each change. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }
}
