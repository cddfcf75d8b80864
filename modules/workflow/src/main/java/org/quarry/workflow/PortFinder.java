package org.quarry.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.quarry.workflow.InputPort.Arity;
import org.quarry.workflow.InputPort.Demand;

/**
 * Finds the ports of placed nodes: as declared, for a component's instance as the inner nodes declare that stand behind
 * them, for an unknown node as the workflow uses it.
 */
public final class PortFinder {
    private static final int DEEPEST = 50;
    private static final ValueType ANYTHING = new ValueType("java.lang.Object");

    private final NodeCatalog catalog;
    private final Components components;

    /** Ports of the nodes and components at hand. */
    public PortFinder(NodeCatalog catalog, Components components) {
        this.catalog = catalog;
        this.components = components;
    }

    /** The ports of a workflow's node. @throws IllegalArgumentException if there is no such node */
    public NodePorts of(Workflow workflow, String name) {
        PlacedNode node = workflow.find(name)
                .orElseThrow(() -> new IllegalArgumentException("no node '" + name + "' in this workflow"));
        if (node.component().isPresent()) {
            Optional<Components.Component> found = component(node, "");
            return found.flatMap(file -> file.workflow().component()).isPresent()
                    ? new NodePorts(List.copyOf(of(node).values()), outputs(node), true)
                    : used(workflow, name, node);
        }
        return catalog.find(node.type().id())
                .map(known -> new NodePorts(known.inputs(), known.outputs(), true))
                .orElseGet(() -> used(workflow, name, node));
    }

    private static NodePorts used(Workflow workflow, String name, PlacedNode node) {
        List<InputPort> inputs = node.inputs().entrySet().stream()
                .map(entry -> guessed(entry.getKey(), entry.getValue()))
                .toList();
        Set<String> outputs = new LinkedHashSet<>();
        for (PlacedNode other : workflow.nodes().values()) {
            for (Input input : other.inputs().values()) {
                if (input instanceof Input.Wires wires) {
                    wires.from().stream()
                            .filter(from -> from.node().equals(name))
                            .forEach(from -> outputs.add(from.port()));
                }
            }
        }
        return new NodePorts(
                inputs,
                outputs.stream()
                        .map(port -> new OutputPort(port, ANYTHING, false, "", "", "", ""))
                        .toList(),
                false);
    }

    private static InputPort guessed(String name, Input input) {
        boolean several = input instanceof Input.Wires wires && wires.from().size() != 1;
        Arity arity = several ? Arity.LIST : Arity.ONE;
        return new InputPort(name, ANYTHING, arity, Demand.EAGER, "", "", "", Optional.empty());
    }

    private List<OutputPort> outputs(PlacedNode instance) {
        List<OutputPort> outputs = new ArrayList<>();
        component(instance, "")
                .flatMap(found -> found.workflow().component())
                .ifPresent(ports -> ports.outputs()
                        .keySet()
                        .forEach(name -> behind(instance, name).ifPresent(outputs::add)));
        return outputs;
    }

    /** Follows an output inwards, through components within components. */
    private Optional<OutputPort> behind(PlacedNode outer, String outerName) {
        PlacedNode node = outer;
        String name = outerName;
        String file = "";
        for (int depth = 0; depth < DEEPEST && node.component().isPresent(); depth++) {
            Optional<Components.Component> found = component(node, file);
            String port = name;
            Optional<Socket> from = found.flatMap(at -> at.workflow().component())
                    .map(ports -> ports.outputs().get(port));
            if (from.isEmpty()) {
                return Optional.empty();
            }
            PlacedNode inner = found.get().workflow().nodes().get(from.get().node());
            if (inner == null) {
                return Optional.empty();
            }
            node = inner;
            name = from.get().port();
            file = found.get().file();
        }
        String port = name;
        return catalog.find(node.type().id())
                .flatMap(known -> known.output(port))
                .map(known -> new OutputPort(
                        outerName, known.type(), known.list(), known.kind(), known.shape(), known.doc(), ""));
    }

    /** The inputs by name; none if the node or its component is unknown. */
    Map<String, InputPort> of(PlacedNode node) {
        Map<String, InputPort> inputs = new LinkedHashMap<>();
        for (String name : names(node)) {
            port(node, name).ifPresent(port -> inputs.put(name, named(name, port)));
        }
        return inputs;
    }

    private static InputPort named(String name, InputPort inner) {
        return new InputPort(
                name,
                inner.type(),
                inner.arity(),
                inner.demand(),
                inner.kind(),
                inner.shape(),
                inner.doc(),
                inner.param());
    }

    private Set<String> names(PlacedNode node) {
        if (node.component().isPresent()) {
            return component(node, "")
                    .flatMap(found -> found.workflow().component())
                    .map(ports -> ports.inputs().keySet())
                    .orElse(Set.of());
        }
        return catalog.find(node.type().id()).stream()
                .flatMap(known -> known.inputs().stream())
                .map(InputPort::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Follows an input inwards, through components within components; what stands outermost in them is its default. */
    private Optional<InputPort> port(PlacedNode outer, String outerName) {
        PlacedNode node = outer;
        String name = outerName;
        String file = "";
        Optional<Input> inside = Optional.empty();
        for (int depth = 0; depth < DEEPEST && node.component().isPresent(); depth++) {
            Optional<Components.Component> found = component(node, file);
            if (found.isEmpty() || fed(found.get(), name).isEmpty()) {
                return Optional.empty();
            }
            Socket to = fed(found.get(), name).get();
            PlacedNode inner = found.get().workflow().nodes().get(to.node());
            if (inner == null) {
                return Optional.empty();
            }
            node = inner;
            name = to.port();
            file = found.get().file();
            inside = inside.or(() -> Optional.ofNullable(inner.inputs().get(to.port())));
        }
        String port = name;
        Optional<InputPort> declared = catalog.find(node.type().id()).flatMap(known -> known.input(port));
        Optional<Input> given = inside;
        return declared.map(known -> given.map(known::withInside).orElse(known));
    }

    private Optional<Components.Component> component(PlacedNode node, String file) {
        return node.component()
                .map(link -> components.find(file, link.file()))
                .flatMap(answer ->
                        answer instanceof Components.Component found ? Optional.of(migrated(found)) : Optional.empty());
    }

    private Components.Component migrated(Components.Component found) {
        return new Components.Component(found.file(), found.hash(), new Migration(catalog).carry(found.workflow()));
    }

    private static Optional<Socket> fed(Components.Component component, String input) {
        return component
                .workflow()
                .component()
                .flatMap(ports ->
                        ports.inputs().getOrDefault(input, List.of()).stream().findFirst());
    }
}
