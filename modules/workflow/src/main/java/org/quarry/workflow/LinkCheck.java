package org.quarry.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.quarry.workflow.InputPort.Arity;
import org.quarry.workflow.PlacedNode.Mode;

/**
 * What {@link Check} would say of one more wire. It looks at the node at the wire's end alone, with what a check has found
 * of all outputs, so that hundreds of ports can be asked while somebody draws a wire. Not for use by many threads.
 */
public final class LinkCheck {
    private final NodeCatalog catalog;
    private final KnownModels models;
    private final Components components;
    private final Workflow workflow;
    private final Map<Socket, Facts> facts = new HashMap<>();
    private final Map<String, List<Problem>> before = new HashMap<>();
    private final Map<String, List<String>> sources = new HashMap<>();
    private final Map<String, Map<String, String>> needed = new HashMap<>();
    private final PortFinder ports;

    LinkCheck(Check check, Workflow workflow, Map<Socket, Wire> wires) {
        catalog = check.catalog();
        models = check.models();
        components = check.components();
        ports = new PortFinder(catalog, components);
        this.workflow = workflow;
        wires.forEach((from, wire) -> facts.put(from, Facts.of(wire)));
    }

    /**
     * What would be wrong if a wire led from an output to an input; empty if nothing would. What stands at the input now is
     * taken to go, unless the input takes a list.
     *
     * @throws IllegalArgumentException if there is no node at either end
     */
    public Optional<Problem> problem(Socket from, Socket to) {
        PlacedNode target = placed(to.node());
        placed(from.node());
        Optional<Problem> circle = circle(from.node(), to.node());
        if (circle.isPresent()) {
            return circle;
        }
        boolean list = ports.of(workflow, to.node())
                .input(to.port())
                .filter(port -> port.arity() == Arity.LIST)
                .isPresent();
        List<Socket> wires = new ArrayList<>();
        if (list && target.inputs().get(to.port()) instanceof Input.Wires there) {
            wires.addAll(there.from());
        }
        wires.add(from);
        List<Problem> known = before.computeIfAbsent(to.node(), name -> problems(name, target));
        return problems(to.node(), target.with(to.port(), new Input.Wires(wires))).stream()
                .filter(problem -> !known.contains(problem))
                .findFirst();
    }

    private PlacedNode placed(String name) {
        return workflow.find(name)
                .orElseThrow(() -> new IllegalArgumentException("no node '" + name + "' in this workflow"));
    }

    /** What is wrong with the wires of one node, given what all outputs outside of it give. */
    private List<Problem> problems(String name, PlacedNode node) {
        Problems problems = new Problems();
        Map<String, PlacedNode> alone = Map.of(name, node.with(Mode.ACTIVE));
        Workflow fragment = new Migration(catalog)
                .carry(new Workflow("", alone, Optional.empty(), Layout.EMPTY, workflow.extras()));
        Inference inference = new Inference(models, problems);
        for (Input input : node.inputs().values()) {
            if (input instanceof Input.Wires wires) {
                wires.from().forEach(from -> facts(from).ifPresent(known -> inference.know(from, known)));
            }
        }
        FlatGraph graph = new Flattening(catalog, components, problems).flatten(fragment);
        Map<String, FlatNode> active = new Rewiring(graph, problems).rewire();
        new Ordering(active, problems).order().forEach(inference::take);
        return problems.inOrderOf(fragment);
    }

    /** What the last check found of an output, else what its node declares. */
    private Optional<Facts> facts(Socket from) {
        Facts known = facts.get(from);
        if (known != null || !workflow.nodes().containsKey(from.node())) {
            return Optional.ofNullable(known);
        }
        return ports.of(workflow, from.node()).output(from.port()).map(Facts::of);
    }

    /** The circle that a wire would close. */
    private Optional<Problem> circle(String from, String to) {
        if (from.equals(to)) {
            return Optional.of(new NodeProblem.Cycle(to, List.of(to)));
        }
        Map<String, String> next = needed.computeIfAbsent(from, this::needed);
        return next.containsKey(to) ? Optional.of(new NodeProblem.Cycle(to, path(next, from, to))) : Optional.empty();
    }

    /** All that a node needs, each with the next node on the way to it. */
    private Map<String, String> needed(String node) {
        Map<String, String> next = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            String at = open.remove();
            for (String source : sources(at)) {
                if (next.putIfAbsent(source, at) == null) {
                    open.add(source);
                }
            }
        }
        return next;
    }

    private static List<String> path(Map<String, String> next, String from, String to) {
        List<String> path = new ArrayList<>(List.of(to));
        String at = to;
        while (!at.equals(from)) {
            at = Objects.requireNonNull(next.get(at), "each on the way has one after it");
            path.add(at);
        }
        return Collections.unmodifiableList(path);
    }

    private List<String> sources(String node) {
        return sources.computeIfAbsent(
                node,
                name -> workflow.find(name).stream()
                        .flatMap(placed -> placed.inputs().values().stream())
                        .filter(Input.Wires.class::isInstance)
                        .flatMap(input -> ((Input.Wires) input).from().stream())
                        .map(Socket::node)
                        .distinct()
                        .toList());
    }
}
