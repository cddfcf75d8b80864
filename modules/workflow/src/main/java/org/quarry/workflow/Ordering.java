package org.quarry.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts nodes so that each stands after all that it needs, and finds those that wait for each other. Linear time. */
final class Ordering {
    private static final int MOST_CYCLES = 10;

    private final Map<String, FlatNode> nodes;
    private final Problems problems;

    Ordering(Map<String, FlatNode> nodes, Problems problems) {
        this.nodes = nodes;
        this.problems = problems;
    }

    /** The nodes in order; those on a circle, and all that need one of them, are left out and reported. */
    List<FlatNode> order() {
        Map<String, Set<String>> needed = new LinkedHashMap<>();
        Map<String, List<String>> needing = new HashMap<>();
        nodes.forEach((name, node) -> {
            Set<String> sources = sources(node);
            needed.put(name, sources);
            sources.forEach(source ->
                    needing.computeIfAbsent(source, key -> new ArrayList<>()).add(name));
        });
        Map<String, Integer> open = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        needed.forEach((name, sources) -> {
            open.put(name, sources.size());
            if (sources.isEmpty()) {
                ready.add(name);
            }
        });
        List<FlatNode> ordered = new ArrayList<>();
        while (!ready.isEmpty()) {
            String name = ready.remove();
            ordered.add(nodes.get(name));
            needed.remove(name);
            for (String next : needing.getOrDefault(name, List.of())) {
                if (open.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        cycles(needed);
        return ordered;
    }

    private Set<String> sources(FlatNode node) {
        Set<String> sources = new LinkedHashSet<>();
        node.inputs().keySet().stream()
                .flatMap(input -> node.wires(input).stream())
                .map(Socket::node)
                .filter(nodes::containsKey)
                .forEach(sources::add);
        return sources;
    }

    /** Follows needs upwards from each node that is left, until one comes again. */
    private void cycles(Map<String, Set<String>> left) {
        Set<String> seen = new HashSet<>();
        int found = 0;
        for (String start : left.keySet()) {
            List<String> path = new ArrayList<>();
            Map<String, Integer> places = new HashMap<>();
            String at = start;
            while (seen.add(at)) {
                places.put(at, path.size());
                path.add(at);
                at = left.getOrDefault(at, Set.of()).stream()
                        .filter(left::containsKey)
                        .findFirst()
                        .orElseThrow();
            }
            if (places.containsKey(at) && found < MOST_CYCLES) {
                found++;
                List<String> circle = new ArrayList<>(path.subList(places.get(at), path.size()));
                Collections.reverse(circle);
                problems.add(new NodeProblem.Cycle(circle.get(0), circle));
            }
        }
    }
}
