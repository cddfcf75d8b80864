package org.quarry.workflow;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a placed node's inputs take: as declared, or for a component's instance as the inner nodes that it feeds declare. */
final class Inputs {
    private static final int DEEPEST = 50;

    private final NodeCatalog catalog;
    private final Components components;

    Inputs(NodeCatalog catalog, Components components) {
        this.catalog = catalog;
        this.components = components;
    }

    /** The inputs by name; none if the node or its component is unknown. */
    Map<String, InputPort> of(PlacedNode node) {
        Map<String, InputPort> inputs = new LinkedHashMap<>();
        for (String name : names(node)) {
            port(node, name).ifPresent(port -> inputs.put(name, port));
        }
        return inputs;
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

    /** Follows an input inwards, through components within components. */
    private Optional<InputPort> port(PlacedNode outer, String outerName) {
        PlacedNode node = outer;
        String name = outerName;
        String file = "";
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
        }
        String port = name;
        return catalog.find(node.type().id()).flatMap(known -> known.input(port));
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
