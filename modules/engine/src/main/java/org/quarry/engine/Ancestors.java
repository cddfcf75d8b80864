package org.quarry.engine;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.IntConsumer;

/** Visits nodes with all that they depend on, each node once however often it is come upon. */
final class Ancestors {
    private final Graph graph;
    private final BitSet seen = new BitSet();

    Ancestors(Graph graph) {
        this.graph = graph;
    }

    /** Visits a node and everything that it depends on, except what was visited before. */
    synchronized void from(int node, IntConsumer visitor) {
        Deque<Integer> open = new ArrayDeque<>();
        open.push(node);
        while (!open.isEmpty()) {
            int at = open.pop();
            if (!seen.get(at)) {
                seen.set(at);
                visitor.accept(at);
                for (Inlet inlet : graph.inlets(at)) {
                    for (int source : inlet.nodes) {
                        open.push(source);
                    }
                }
            }
        }
    }
}
