package org.quarry.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which nodes each node of a run has read up to now: those that it strictly needs, and those that it asked for. */
final class Reads {
    private final Graph graph;
    private final @Nullable BitSet[] asked;

    Reads(Graph graph) {
        this.graph = graph;
        asked = new BitSet[graph.size()];
    }

    /** A running node asks for others. */
    synchronized void ask(int asker, int[] nodes) {
        BitSet sources = asked[asker] == null ? new BitSet() : asked[asker];
        asked[asker] = sources;
        Arrays.stream(nodes).forEach(sources::set);
    }

    synchronized List<Integer> of(int node) {
        List<Integer> read = new ArrayList<>();
        Arrays.stream(graph.needs(node).strict).forEach(read::add);
        BitSet demanded = asked[node];
        if (demanded != null) {
            demanded.stream().forEach(read::add);
        }
        return read;
    }
}
