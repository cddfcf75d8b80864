package org.quarry.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The per-step nodes between a driver's per-step inputs and the current step, in the order in which they are evaluated.
 * Its nodes have local numbers in that order. The order falls into slots: nodes of one type that do not need each other
 * share a slot, and so are computed as one batch. Whatever a node reads, lazily or not, stands in an earlier slot.
 */
final class Region {
    private final Graph graph;
    private final int driver;
    private final int[] members;
    private final int[] slots;
    private final int[] locals;
    private final int[][] eager;
    private final int[] @Nullable [] closures;

    private Region(Graph graph, int driver, Slots order) {
        this.graph = graph;
        this.driver = driver;
        members = order.members();
        slots = order.slots();
        locals = new int[driver];
        Arrays.fill(locals, -1);
        for (int local = 0; local < members.length; local++) {
            locals[members[local]] = local;
        }
        eager = new int[members.length][];
        closures = new int[members.length][];
        for (int local = 0; local < members.length; local++) {
            eager[local] = eagerOf(local);
        }
    }

    static Region of(Graph graph, int driver) {
        return new Region(graph, driver, Slots.of(graph, reach(graph, driver)));
    }

    /** The per-step nodes that the driver's per-step inputs depend on, in the order of the graph. */
    private static int[] reach(Graph graph, int driver) {
        BitSet found = new BitSet(driver);
        Deque<Inlet[]> open = new ArrayDeque<>();
        open.push(graph.inlets(driver));
        boolean top = true;
        while (!open.isEmpty()) {
            for (Inlet inlet : open.pop()) {
                for (int node : inlet.nodes) {
                    if ((!top || inlet.perStep()) && graph.perStep(node) && !found.get(node)) {
                        found.set(node);
                        open.push(graph.inlets(node));
                    }
                }
            }
            top = false;
        }
        return found.stream().toArray();
    }

    private int[] eagerOf(int local) {
        BitSet found = new BitSet();
        for (Inlet inlet : graph.inlets(members[local])) {
            for (int node : inlet.nodes) {
                if (inlet.eager() && graph.perStep(node)) {
                    found.set(local(node));
                }
            }
        }
        return found.stream().toArray();
    }

    /** Adds the once nodes that the per-step nodes read. */
    void addNeeds(Collection<Integer> strict, Collection<Integer> loose) {
        BitSet needed = new BitSet(members.length);
        for (Inlet inlet : graph.inlets(driver)) {
            for (int node : inlet.nodes) {
                if (inlet.perStep() && graph.perStep(node)) {
                    Arrays.stream(closure(local(node))).forEach(needed::set);
                } else if (inlet.perStep()) {
                    strict.add(node);
                }
            }
        }
        for (int local = 0; local < members.length; local++) {
            for (Inlet inlet : graph.inlets(members[local])) {
                for (int node : inlet.nodes) {
                    if (!graph.perStep(node)) {
                        (inlet.eager() && needed.get(local) ? strict : loose).add(node);
                    }
                }
            }
        }
    }

    int size() {
        return members.length;
    }

    String driverName() {
        return graph.name(driver);
    }

    String name(int local) {
        return graph.name(members[local]);
    }

    /** The once nodes that a per-step node reads whenever it is computed. */
    int[] eagerOnce(int local) {
        return Arrays.stream(graph.inlets(members[local]))
                .filter(Inlet::eager)
                .flatMapToInt(inlet -> Arrays.stream(inlet.nodes))
                .filter(node -> !graph.perStep(node))
                .toArray();
    }

    /** The number in the graph of a local number. */
    int member(int local) {
        return members[local];
    }

    /** Nodes of equal slot are computed together. */
    int slot(int local) {
        return slots[local];
    }

    /** The local number of a node that the driver reads; -1 if it is none of this region. */
    int local(int node) {
        return locals[node];
    }

    /** The local number of a name, or -1. */
    int localOf(String name) {
        return graph.find(name).filter(node -> node < driver).map(this::local).orElse(-1);
    }

    /** A node and all that it cannot be computed without, in order. */
    int[] closure(int local) {
        int[] known = closures[local];
        if (known != null) {
            return known;
        }
        BitSet found = new BitSet(local + 1);
        List<Integer> open = new ArrayList<>(List.of(local));
        found.set(local);
        while (!open.isEmpty()) {
            for (int source : eager[open.remove(open.size() - 1)]) {
                if (!found.get(source)) {
                    found.set(source);
                    open.add(source);
                }
            }
        }
        int[] closure = found.stream().toArray();
        closures[local] = closure;
        return closure;
    }
}
