package org.quarry.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders per-step nodes so that many of one type come together: as long as there is a type all of whose open nodes are
 * ready, these are taken; else the nodes of the type that became ready first.
 */
final class Slots {
    private final Graph graph;
    private final Map<String, List<Integer>> ready = new LinkedHashMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<Integer, List<Integer>> readers = new HashMap<>();
    private final Map<Integer, Integer> missing = new HashMap<>();
    private final int[] members;
    private final int[] slots;

    private Slots(Graph graph, int[] reach) {
        this.graph = graph;
        members = new int[reach.length];
        slots = new int[reach.length];
        for (int node : reach) {
            open.merge(type(node), 1, Integer::sum);
            prepare(node);
        }
        int placed = 0;
        for (int slot = 0; placed < members.length; slot++) {
            for (int node : take()) {
                members[placed] = node;
                slots[placed++] = slot;
                open.merge(type(node), -1, Integer::sum);
                readers.getOrDefault(node, List.of()).forEach(this::sourcePlaced);
            }
        }
    }

    static Slots of(Graph graph, int[] reach) {
        return new Slots(graph, reach);
    }

    int[] members() {
        return members;
    }

    int[] slots() {
        return slots;
    }

    private void prepare(int node) {
        int sources = 0;
        for (Inlet inlet : graph.inlets(node)) {
            for (int source : inlet.nodes) {
                if (graph.perStep(source)) {
                    sources++;
                    readers.computeIfAbsent(source, key -> new ArrayList<>()).add(node);
                }
            }
        }
        missing.put(node, sources);
        if (sources == 0) {
            makeReady(node);
        }
    }

    private void sourcePlaced(int node) {
        if (missing.merge(node, -1, Integer::sum) == 0) {
            makeReady(node);
        }
    }

    private void makeReady(int node) {
        ready.computeIfAbsent(type(node), key -> new ArrayList<>()).add(node);
    }

    private List<Integer> take() {
        Iterator<Map.Entry<String, List<Integer>>> types = ready.entrySet().iterator();
        while (types.hasNext()) {
            Map.Entry<String, List<Integer>> type = types.next();
            if (type.getValue().size() == open.getOrDefault(type.getKey(), 0)) {
                types.remove();
                return type.getValue();
            }
        }
        Iterator<List<Integer>> first = ready.values().iterator();
        List<Integer> nodes = first.next();
        first.remove();
        return nodes;
    }

    private String type(int node) {
        return graph.descriptor(node).className();
    }
}
