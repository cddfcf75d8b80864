package org.quarry.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quarry.node.Effect;

/** Says why nodes run: what changed in their keys since they last had a result. */
final class Reasons {
    static final String REUSED = "nothing that it depends on has changed";
    private static final int LONGEST = 60;
    private static final int UNKNOWN = -2;
    private static final int NOTHING = -1;

    private final Graph graph;
    private final Keys keys;
    private final Map<String, Trace> last;
    private final @Nullable String[] own;
    private final int[] roots;

    /** @param last how each node, by its name, was made when it last had a result */
    Reasons(Graph graph, Keys keys, Map<String, Trace> last) {
        this.graph = graph;
        this.keys = keys;
        this.last = last;
        own = new String[graph.size()];
        roots = new int[graph.size()];
        for (int node = 0; node < roots.length; node++) {
            roots[node] = root(node);
        }
    }

    /** Why a node that is about to run was not reused. */
    String of(int node) {
        Trace before = last.get(graph.name(node));
        if (before == null) {
            return "it has not run before";
        }
        int root = roots[node];
        if (root >= 0) {
            return String.valueOf(own[root]);
        }
        if (root == UNKNOWN) {
            return "something that it depends on changed";
        }
        if (graph.perStep(node)) {
            return "it is evaluated anew at every step";
        }
        if (graph.descriptor(node).effect() == Effect.WRITES) {
            return "it writes, so it runs every time";
        }
        if (graph.descriptor(node).effect() == Effect.SHOWS) {
            return "it shows something, so it runs every time";
        }
        return keys.sound(node)
                ? "its earlier result is no longer in memory"
                : "what it reads is not known before the run";
    }

    /** The node where the change began that reached this one, or {@link #NOTHING}, or {@link #UNKNOWN}. */
    private int root(int node) {
        Trace now = keys.trace(node);
        Trace before = last.get(graph.name(node));
        if (before == null) {
            own[node] = "'" + graph.name(node) + "' is new";
            return node;
        }
        if (before.key.equals(now.key)) {
            return NOTHING;
        }
        if (!before.type.equals(now.type)) {
            own[node] = "'" + graph.name(node) + "' is now " + now.type + ", it was " + before.type;
            return node;
        }
        return inputRoot(node, now, before);
    }

    private int inputRoot(int node, Trace now, Trace before) {
        int upstream = UNKNOWN;
        for (Trace.Mark mark : now.marks) {
            Trace.Mark old = before.mark(mark.inlet.port.name());
            if (old == null || !mark.same(old)) {
                int source = changedSource(mark);
                if (old == null || mark.inlet.constant != null || old.inlet.constant != null || source == NOTHING) {
                    own[node] = graph.name(node) + "." + mark.inlet.port.name() + change(mark, old);
                    return node;
                }
                upstream = upstream == UNKNOWN ? source : upstream;
            }
        }
        if (upstream == UNKNOWN && now.marks.length < before.marks.length) {
            own[node] = "a wire to '" + graph.name(node) + "' was taken away";
            return node;
        }
        return upstream;
    }

    private int changedSource(Trace.Mark mark) {
        for (int source : mark.inlet.nodes) {
            if (roots[source] != NOTHING) {
                return roots[source];
            }
        }
        return NOTHING;
    }

    private static String change(Trace.Mark mark, Trace.@Nullable Mark old) {
        if (old == null) {
            return " was not linked before";
        }
        if (mark.inlet.constant == null || old.inlet.constant == null) {
            return " is linked to something else";
        }
        if (!mark.text.equals(old.text)) {
            return " changed from " + shortened(old.text) + " to " + shortened(mark.text);
        }
        return Keys.namesModel(mark.inlet)
                ? ": the files of model " + mark.text + " changed"
                : ": the content of " + mark.text + " changed";
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
