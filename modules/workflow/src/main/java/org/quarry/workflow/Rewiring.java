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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.quarry.workflow.PlacedNode.Mode;

/** Leads wires to the nodes that really give their values: through instances, past bypassed nodes, and away from muted ones. */
final class Rewiring {
    private final FlatGraph graph;
    private final Problems problems;
    private final Map<Socket, Passage> passages = new HashMap<>();

    /** What a wire from a bypassed node becomes: what stands there instead, perhaps nothing. */
    private record Passage(Optional<Input> instead, boolean open) {}

    Rewiring(FlatGraph graph, Problems problems) {
        this.graph = graph;
        this.problems = problems;
    }

    /** The nodes that take part, in the order of the file. */
    Map<String, FlatNode> rewire() {
        for (FlatNode node : graph.nodes().values()) {
            node.inputs().replaceAll((name, input) -> behindInstances(input));
        }
        for (FlatNode node : graph.nodes().values()) {
            if (node.mode() == Mode.ACTIVE) {
                passBypassed(node);
            }
        }
        Set<String> muted = mute();
        Map<String, FlatNode> active = new LinkedHashMap<>();
        for (FlatNode node : graph.nodes().values()) {
            if (node.mode() == Mode.ACTIVE && !muted.contains(node.name())) {
                node.inputs().replaceAll((name, input) -> without(input, muted));
                active.put(node.name(), node);
            }
        }
        return active;
    }

    private Input behindInstances(Input input) {
        if (input instanceof Input.Wires wires) {
            return new Input.Wires(wires.from().stream().map(graph::behind).toList());
        }
        return input;
    }

    private void passBypassed(FlatNode node) {
        for (String name : List.copyOf(node.inputs().keySet())) {
            List<Socket> wires = node.wires(name);
            if (wires.stream().anyMatch(this::bypassed)) {
                replace(node, name, wires);
            }
        }
    }

    private boolean bypassed(Socket from) {
        FlatNode source = graph.nodes().get(from.node());
        return source != null && source.mode() == Mode.BYPASSED;
    }

    private void replace(FlatNode node, String name, List<Socket> wires) {
        List<Socket> passed = new ArrayList<>();
        for (Socket from : wires) {
            if (!bypassed(from)) {
                passed.add(from);
                continue;
            }
            Passage passage = passages.computeIfAbsent(from, this::passage);
            if (!passage.open()) {
                Socket at = node.at(name);
                problems.add(new WireProblem.NothingBehindBypass(at.node(), at.port(), from));
                passed.add(from);
            } else if (passage.instead().orElse(null) instanceof Input.Wires instead) {
                passed.addAll(instead.from());
            } else if (wires.size() == 1) {
                passage.instead()
                        .ifPresentOrElse(
                                value -> node.inputs().put(name, value),
                                () -> node.inputs().remove(name));
                return;
            }
        }
        node.inputs().put(name, new Input.Wires(passed));
    }

    private Passage passage(Socket start) {
        Set<Socket> passed = new LinkedHashSet<>();
        Socket at = start;
        while (passed.add(at)) {
            FlatNode node = Objects.requireNonNull(graph.nodes().get(at.node()), "a bypassed node is in the graph");
            String bypass = node.output(at.port()).map(OutputPort::bypass).orElse("");
            if (bypass.isEmpty()) {
                return new Passage(Optional.empty(), false);
            }
            Optional<Input> behind =
                    Optional.ofNullable(node.inputs().get(bypass)).or(() -> initial(node, bypass));
            List<Socket> wires = node.wires(bypass);
            if (wires.size() != 1 || !bypassed(wires.get(0))) {
                return new Passage(behind, true);
            }
            at = wires.get(0);
        }
        List<String> path = new ArrayList<>(passed.stream().map(Socket::node).toList());
        Collections.reverse(path);
        problems.add(new NodeProblem.Cycle(start.node(), path));
        return new Passage(Optional.empty(), true);
    }

    private static Optional<Input> initial(FlatNode node, String input) {
        return node.descriptor()
                .flatMap(known -> known.input(input))
                .flatMap(InputPort::param)
                .map(param -> new Input.Value(param.initial()));
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
