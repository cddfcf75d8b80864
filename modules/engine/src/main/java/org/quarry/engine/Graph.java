package org.quarry.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quarry.node.Effect;
import org.quarry.workflow.Flow;
import org.quarry.workflow.Flow.FlowNode;
import org.quarry.workflow.Flow.Source;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;

/**
 * A flow in numbers: each node has the number of its place in the flow, so whatever a node reads has a lower number.
 * What a node needs is stated for once nodes only; the per-step nodes that a driver evaluates belong to its
 * {@link Region}, and what these need counts as the driver's need.
 */
final class Graph {
    private final FlowNode[] nodes;
    private final Inlet[][] inlets;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final @Nullable Region[] regions;
    private final Needs[] needs;

    private Graph(Flow flow) {
        nodes = flow.nodes().values().toArray(FlowNode[]::new);
        inlets = new Inlet[nodes.length][];
        regions = new Region[nodes.length];
        needs = new Needs[nodes.length];
        List<NodeDescriptor> descriptors = new ArrayList<>(nodes.length);
        for (int node = 0; node < nodes.length; node++) {
            inlets[node] = inlets(nodes[node], descriptors);
            numbers.put(nodes[node].name(), node);
            descriptors.add(nodes[node].descriptor());
        }
        for (int node = 0; node < nodes.length; node++) {
            if (!nodes[node].perStep()) {
                regions[node] = nodes[node].descriptor().driver() ? Region.of(this, node) : null;
                needs[node] = Needs.of(inlets[node], regions[node]);
            }
        }
    }

    static Graph of(Flow flow) {
        return new Graph(flow);
    }

    private Inlet[] inlets(FlowNode node, List<NodeDescriptor> descriptors) {
        List<Inlet> list = new ArrayList<>();
        for (InputPort port : node.descriptor().inputs()) {
            Source source = node.sources().get(port.name());
            if (source != null) {
                list.add(Inlet.of(port, source, numbers, descriptors));
            }
        }
        return list.toArray(Inlet[]::new);
    }

    int size() {
        return nodes.length;
    }

    FlowNode node(int node) {
        return nodes[node];
    }

    String name(int node) {
        return nodes[node].name();
    }

    NodeDescriptor descriptor(int node) {
        return nodes[node].descriptor();
    }

    /** The inputs that are linked or set, in declared order. */
    Inlet[] inlets(int node) {
        return inlets[node];
    }

    boolean perStep(int node) {
        return nodes[node].perStep();
    }

    /** The number of a node, if there is one of that name. */
    Optional<Integer> find(String name) {
        return Optional.ofNullable(numbers.get(name));
    }

    /** What a driver evaluates; empty for any other node. */
    Optional<Region> region(int node) {
        return Optional.ofNullable(regions[node]);
    }

    /** The once nodes that a once node needs. */
    Needs needs(int node) {
        return needs[node];
    }

    /** Whether a node changes or shows something besides computing, so that its result is never kept. */
    boolean acts(int node) {
        Effect effect = descriptor(node).effect();
        return effect == Effect.SHOWS || effect == Effect.WRITES;
    }
}
