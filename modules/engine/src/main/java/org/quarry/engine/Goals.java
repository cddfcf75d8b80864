package org.quarry.engine;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Which nodes a run is for. */
final class Goals {
    private Goals() {}

    /** The named nodes; or those that show or write; or those that nobody reads. */
    static int[] of(Graph graph, List<String> targets) {
        if (!targets.isEmpty()) {
            return targets.stream()
                    .flatMapToInt(target -> named(graph, target))
                    .distinct()
                    .toArray();
        }
        int[] acting = once(graph).filter(graph::acts).toArray();
        return acting.length > 0 ? acting : sinks(graph);
    }

    /** @param written a node, or one of its ports, whose other ports then come along */
    private static IntStream named(Graph graph, String written) {
        int dot = written.indexOf('.');
        String target = dot < 0 ? written : written.substring(0, dot);
        int node = graph.find(target)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no node '" + target + "' to run to; there are " + names(graph)));
        if (!graph.perStep(node)) {
            return IntStream.of(node);
        }
        int[] drivers = once(graph)
                .filter(driver -> graph.region(driver)
                        .filter(region -> region.localOf(target) >= 0)
                        .isPresent())
                .toArray();
        if (drivers.length == 0) {
            throw new IllegalArgumentException("node '" + target
                    + "' depends on the current step, and no node evaluates it; link it to one like Denoise");
        }
        return IntStream.of(drivers);
    }

    private static int[] sinks(Graph graph) {
        BitSet read = new BitSet();
        once(graph).forEach(node -> {
            IntStream.of(graph.needs(node).strict).forEach(read::set);
            IntStream.of(graph.needs(node).loose).forEach(read::set);
        });
        return once(graph).filter(node -> !read.get(node)).toArray();
    }

    private static IntStream once(Graph graph) {
        return IntStream.range(0, graph.size()).filter(node -> !graph.perStep(node));
    }

    private static List<String> names(Graph graph) {
        return IntStream.range(0, graph.size()).mapToObj(graph::name).toList();
    }
}
