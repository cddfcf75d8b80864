package org.quarry.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.quarry.workflow.PlacedNode.Mode;

/** Leads wires to the nodes that really give their values: through instances, past bypassed nodes, and away from muted ones. */
final class Rewiring {
    private final FlatGraph graph;
    private final Problems problems;

    Rewiring(FlatGraph graph, Problems problems) {
        this.graph = graph;
        this.problems = problems;
    }

    /** The nodes that take part, in the order of the file. */
    Map<String, FlatNode> rewire() {
        for (FlatNode node : graph.nodes().values()) {
            node.inputs().replaceAll((name, input) -> behindInstances(input));
        }
        // Bypassed nodes are settled first, each after those before it, so that one step leads past a row of them.
        new Ordering(inMode(Mode.BYPASSED), problems).order().forEach(this::passBypassed);
        for (FlatNode node : inMode(Mode.ACTIVE).values()) {
            passBypassed(node)
                    .forEach((from, at) ->
                            problems.add(new WireProblem.NothingBehindBypass(at.node(), at.port(), from)));
        }
        Set<String> muted = mute();
        Map<String, FlatNode> active = new LinkedHashMap<>();
        for (FlatNode node : inMode(Mode.ACTIVE).values()) {
            if (!muted.contains(node.name())) {
                node.inputs().replaceAll((name, input) -> without(input, muted));
                active.put(node.name(), node);
            }
        }
        return active;
    }

    private Map<String, FlatNode> inMode(Mode mode) {
        Map<String, FlatNode> nodes = new LinkedHashMap<>(graph.nodes());
        nodes.values().removeIf(node -> node.mode() != mode);
        return nodes;
    }

    private Input behindInstances(Input input) {
        if (input instanceof Input.Wires wires) {
            return new Input.Wires(wires.from().stream().map(graph::behind).toList());
        }
        return input;
    }

    /** Puts what stands behind bypassed nodes in the place of their wires; gives those behind which nothing stands. */
    private Map<Socket, Socket> passBypassed(FlatNode node) {
        Map<Socket, Socket> closed = new LinkedHashMap<>();
        for (String name : List.copyOf(node.inputs().keySet())) {
            List<Socket> wires = node.wires(name);
            if (wires.stream().anyMatch(this::bypassed)) {
                replace(node, name, wires).forEach(from -> closed.put(from, node.at(name)));
            }
        }
        return closed;
    }

    private boolean bypassed(Socket from) {
        FlatNode source = graph.nodes().get(from.node());
        return source != null && source.mode() == Mode.BYPASSED;
    }

    private List<Socket> replace(FlatNode node, String name, List<Socket> wires) {
        List<Socket> passed = new ArrayList<>();
        List<Socket> closed = new ArrayList<>();
        for (Socket from : wires) {
            Optional<Input> instead = bypassed(from) ? behind(from) : Optional.of(new Input.Wires(List.of(from)));
            if (instead.isPresent() && instead.get() instanceof Input.Wires open) {
                passed.addAll(open.from());
            } else if (instead.isPresent() && wires.size() == 1) {
                node.inputs().put(name, instead.get());
                return closed;
            } else {
                passed.add(from);
                closed.add(from);
            }
        }
        node.inputs().put(name, new Input.Wires(passed));
        return closed;
    }

    /** What stands at the input that a bypassed output names: wires, perhaps none, or a value; empty if it names none. */
    private Optional<Input> behind(Socket from) {
        FlatNode node = Objects.requireNonNull(graph.nodes().get(from.node()), "a bypassed node is in the graph");
        String bypass = node.output(from.port()).map(OutputPort::bypass).orElse("");
        if (bypass.isEmpty() || node.wires(bypass).stream().anyMatch(this::bypassed)) {
            return Optional.empty();
        }
        Input given = node.inputs().get(bypass);
        return Optional.of(given == null ? initial(node, bypass) : given);
    }

    private static Input initial(FlatNode node, String input) {
        return node.descriptor()
                .flatMap(known -> known.input(input))
                .flatMap(InputPort::param)
                .<Input>map(param -> new Input.Value(param.initial()))
                .orElse(new Input.Wires(List.of()));
    }

    /** The muted nodes and all that need one of them. */
    private Set<String> mute() {
        Map<String, List<String>> needing = new HashMap<>();
        Deque<String> fresh = new ArrayDeque<>();
        for (FlatNode node : graph.nodes().values()) {
            if (node.mode() == Mode.MUTED) {
                fresh.add(node.name());
            }
            node.inputs().keySet().stream()
                    .filter(input -> needs(node, input))
                    .flatMap(input -> node.wires(input).stream())
                    .forEach(from -> needing.computeIfAbsent(from.node(), key -> new ArrayList<>())
                            .add(node.name()));
        }
        Set<String> muted = new HashSet<>(fresh);
        while (!fresh.isEmpty()) {
            needing.getOrDefault(fresh.remove(), List.of()).stream()
                    .filter(muted::add)
                    .forEach(fresh::add);
        }
        return muted;
    }

    private static boolean needs(FlatNode node, String input) {
        return node.descriptor()
                .flatMap(known -> known.input(input))
                .map(port -> port.arity() == InputPort.Arity.ONE)
                .orElse(true);
    }

    private static Input without(Input input, Set<String> muted) {
        if (input instanceof Input.Wires wires && wires.from().stream().anyMatch(from -> muted.contains(from.node()))) {
            return new Input.Wires(wires.from().stream()
                    .filter(from -> !muted.contains(from.node()))
                    .toList());
        }
        return input;
    }
}
