package org.quarry.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run may have to compute: everything that the goals can need and that is not kept from an earlier run. */
final class Plan {
    private final Graph graph;
    private final int[] goals;
    private final @Nullable Record[] kept;
    private final int[] readers;
    private final List<List<Integer>> strictReaders = new ArrayList<>();
    private final BitSet counted = new BitSet();
    private int expected;

    private Plan(Graph graph, int[] goals) {
        this.graph = graph;
        this.goals = goals;
        kept = new Record[graph.size()];
        readers = new int[graph.size()];
        for (int node = 0; node < graph.size(); node++) {
            strictReaders.add(List.of());
        }
    }

    static Plan of(Graph graph, Keys keys, MemoryCache cache, int[] goals) {
        Plan plan = new Plan(graph, goals);
        plan.walk(keys, cache);
        plan.expect();
        return plan;
    }

    private void walk(Keys keys, MemoryCache cache) {
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        for (int goal : goals) {
            readers[goal]++;
            open.push(goal);
        }
        while (!open.isEmpty()) {
            int node = open.pop();
            if (!seen.get(node)) {
                seen.set(node);
                kept[node] = keys.keepable(node) ? cache.find(keys.key(node)).orElse(null) : null;
                if (kept[node] == null) {
                    counted.set(node);
                    count(node, open);
                }
            }
        }
    }

    private void count(int node, Deque<Integer> open) {
        Needs needs = graph.needs(node);
        for (int source : needs.strict) {
            if (strictReaders.get(source).isEmpty()) {
                strictReaders.set(source, new ArrayList<>(2));
            }
            strictReaders.get(source).add(node);
        }
        for (int[] sources : new int[][] {needs.strict, needs.loose}) {
            for (int source : sources) {
                readers[source]++;
                open.push(source);
            }
        }
    }

    /** Counts what will be computed for certain, per-step nodes included. */
    private void expect() {
        BitSet sure = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        for (int goal : goals) {
            open.push(goal);
        }
        BitSet perStep = new BitSet();
        while (!open.isEmpty()) {
            int node = open.pop();
            if (counted.get(node) && !sure.get(node)) {
                sure.set(node);
                for (int source : graph.needs(node).strict) {
                    open.push(source);
                }
                graph.region(node).ifPresent(region -> {
                    for (int local = 0; local < region.size(); local++) {
                        perStep.set(region.member(local));
                    }
                });
            }
        }
        expected = sure.cardinality() + perStep.cardinality();
    }

    int[] goals() {
        return goals;
    }

    /** Results of earlier runs, by node. */
    @Nullable
    Record[] kept() {
        return kept;
    }

    /** How many nodes can read each node's value; a goal has one reader more. */
    int[] readers() {
        return readers;
    }

    /** The nodes that cannot run without this one. */
    List<Integer> strictReaders(int node) {
        return strictReaders.get(node);
    }

    /** Whether the node counts as a reader of what it needs. */
    boolean counted(int node) {
        return counted.get(node);
    }

    /** How many nodes will be computed, as far as is known. */
    int expected() {
        return expected;
    }
}
