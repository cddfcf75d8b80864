package org.quarry.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.quarry.workflow.ComponentProblem.BrokenPort;
import org.quarry.workflow.ComponentProblem.ChangedComponent;
import org.quarry.workflow.ComponentProblem.NotAComponent;
import org.quarry.workflow.ComponentProblem.OtherComponent;
import org.quarry.workflow.ComponentProblem.Recursion;
import org.quarry.workflow.ComponentProblem.TooLarge;
import org.quarry.workflow.ComponentProblem.UnreadableComponent;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.PlacedNode.Mode;
import org.quarry.workflow.Problem.Severity;

/** Replaces the instances of components by the nodes they stand for, from the outside in. */
final class Flattening {
    private static final int MOST_NODES = 100_000;

    private final NodeCatalog catalog;
    private final Components components;
    private final Migration migration;
    private final Problems problems;
    private final FlatGraph graph = FlatGraph.empty();
    private final Deque<Instance> waiting = new ArrayDeque<>();
    private final Map<String, Components.Component> migrated = new HashMap<>();
    private boolean full;

    /** A node on its way into the graph. @param files the components it is in, from the outermost */
    private record Instance(String name, PlacedNode placed, Map<String, Socket> origins, List<String> files) {}

    Flattening(NodeCatalog catalog, Components components, Problems problems) {
        this.catalog = catalog;
        this.components = components;
        this.migration = new Migration(catalog);
        this.problems = problems;
    }

    FlatGraph flatten(Workflow workflow) {
        workflow.nodes().forEach((name, placed) -> place(new Instance(name, placed, Map.of(), List.of()), workflow));
        while (!waiting.isEmpty() && !full) {
            open(waiting.remove());
        }
        return graph;
    }

    private void place(Instance node, Workflow holder) {
        if (graph.nodes().size() + waiting.size() >= MOST_NODES) {
            if (!full) {
                problems.add(new TooLarge(node.name(), MOST_NODES));
            }
            full = true;
        } else if (node.placed().component().isPresent()) {
            waitOrKeep(node);
        } else {
            put(node, descriptor(node, holder));
        }
    }

    /** What stands in an inactive instance does not matter, so it stays closed. */
    private void waitOrKeep(Instance node) {
        if (node.placed().mode() == Mode.ACTIVE) {
            waiting.add(node);
        } else {
            put(node, Optional.empty());
        }
    }

    private void put(Instance node, Optional<NodeDescriptor> descriptor) {
        FlatNode flat = new FlatNode(
                node.name(), node.placed().mode(), descriptor, node.placed().inputs(), node.origins());
        graph.nodes().put(node.name(), flat);
    }

    private Optional<NodeDescriptor> descriptor(Instance node, Workflow holder) {
        NodeType type = node.placed().type();
        Optional<NodeDescriptor> known = catalog.find(type.id());
        Severity severity = node.placed().mode() == Mode.MUTED ? Severity.WARNING : Severity.ERROR;
        if (known.isEmpty()) {
            String suggestion = problems.nearest(type.id(), catalog.ids());
            Absence why = Absence.of(type.id(), ModuleNotes.module(holder, type.id(), catalog), catalog)
                    .suggesting(suggestion);
            problems.add(new NodeProblem.UnknownNode(node.name(), type, why, severity));
            return Optional.empty();
        }
        int installed = known.get().type().version();
        if (type.version() > installed) {
            problems.add(new NodeProblem.NewerNode(node.name(), type, known.get(), severity));
            return Optional.empty();
        }
        if (type.version() < installed) {
            String reason = migration.refusal(node.placed()).orElse("its module refuses");
            problems.add(new NodeProblem.NotMigrated(node.name(), type, installed, reason, severity));
            return Optional.empty();
        }
        return known;
    }

    private void open(Instance instance) {
        ComponentLink link = instance.placed().component().orElseThrow();
        String from = instance.files().isEmpty()
                ? ""
                : instance.files().get(instance.files().size() - 1);
        Components.Answer answer = components.find(from, link.file());
        if (answer instanceof Components.Missing missing) {
            problems.add(new UnreadableComponent(instance.name(), link.file(), missing.reason()));
            put(instance, Optional.empty());
            return;
        }
        Components.Component found = current((Components.Component) answer);
        Optional<ComponentInterface> ports = found.workflow().component();
        if (instance.files().contains(found.file())) {
            problems.add(new Recursion(instance.name(), recursion(instance, found.file())));
            put(instance, Optional.empty());
        } else if (ports.isEmpty()) {
            problems.add(new NotAComponent(instance.name(), link.file()));
            put(instance, Optional.empty());
        } else {
            checkLink(instance, link, found, ports.get());
            fill(instance, link, found, ports.get());
        }
    }

    private Components.Component current(Components.Component read) {
        return migrated.computeIfAbsent(
                read.file(), file -> new Components.Component(file, read.hash(), migration.carry(read.workflow())));
    }

    private static List<String> recursion(Instance instance, String file) {
        List<String> files = new ArrayList<>(instance.files());
        files.add(file);
        return files.stream().map(Flattening::lastName).toList();
    }

    private static String lastName(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    private void checkLink(
            Instance instance, ComponentLink link, Components.Component found, ComponentInterface ports) {
        NodeType wanted = instance.placed().type();
        if (!ports.type().equals(wanted)) {
            problems.add(new OtherComponent(instance.name(), link.file(), ports.type(), wanted));
        } else if (!link.hash().isEmpty() && !link.hash().equals(found.hash())) {
            problems.add(new ChangedComponent(instance.name(), link.file(), found.hash()));
        }
        for (String input : instance.placed().inputs().keySet()) {
            if (!ports.inputs().containsKey(input)) {
                Socket at = at(instance, input);
                problems.add(new WireProblem.UnknownInput(
                        at.node(),
                        at.port(),
                        problems.nearest(input, ports.inputs().keySet()),
                        Phrases.has(ports.inputs().keySet(), "input")));
            }
        }
    }

    private void fill(Instance instance, ComponentLink link, Components.Component found, ComponentInterface ports) {
        Workflow inner = found.workflow();
        List<String> files = new ArrayList<>(instance.files());
        files.add(found.file());
        Map<String, Map<String, String>> fed = fed(instance, link, inner, ports);
        inner.nodes()
                .forEach((name, placed) ->
                        place(inner(instance, name, placed, fed.getOrDefault(name, Map.of()), files), inner));
        outputs(instance, link, inner, ports);
    }

    /** For each inner node the ports that the instance feeds, with the name of the instance's input. */
    private Map<String, Map<String, String>> fed(
            Instance instance, ComponentLink link, Workflow inner, ComponentInterface ports) {
        Map<String, Map<String, String>> fed = new HashMap<>();
        ports.inputs().forEach((name, sockets) -> {
            for (Socket to : sockets) {
                if (leads(inner, to, known -> known.input(to.port()).isPresent())) {
                    fed.computeIfAbsent(to.node(), node -> new LinkedHashMap<>())
                            .put(to.port(), name);
                } else {
                    problems.add(new BrokenPort(instance.name(), link.file(), name, to));
                }
            }
        });
        return fed;
    }

    /** An inner node with its own inputs, replaced by what stands at the instance. */
    private static Instance inner(
            Instance instance, String name, PlacedNode placed, Map<String, String> fed, List<String> files) {
        Map<String, Input> inputs = new LinkedHashMap<>();
        Map<String, Socket> origins = new HashMap<>();
        placed.inputs().forEach((port, input) -> inputs.put(port, within(instance.name(), input)));
        fed.forEach((port, outer) -> {
            origins.put(port, at(instance, outer));
            Input given = instance.placed().inputs().get(outer);
            if (given != null) {
                inputs.put(port, given);
            }
        });
        return new Instance(instance.name() + "/" + name, placed.withInputs(inputs), origins, files);
    }

    private static Input within(String instance, Input input) {
        if (input instanceof Input.Wires wires) {
            return new Input.Wires(wires.from().stream()
                    .map(socket -> new Socket(instance + "/" + socket.node(), socket.port()))
                    .toList());
        }
        return input;
    }

    private void outputs(Instance instance, ComponentLink link, Workflow inner, ComponentInterface ports) {
        ports.outputs().forEach((name, from) -> {
            if (leads(inner, from, known -> known.output(from.port()).isPresent())) {
                graph.aliases()
                        .put(
                                new Socket(instance.name(), name),
                                new Socket(instance.name() + "/" + from.node(), from.port()));
            } else {
                problems.add(new BrokenPort(instance.name(), link.file(), name, from));
            }
        });
        graph.instances().put(instance.name(), ports.outputs().keySet());
    }

    /** Whether an inner port is there. Of unknown nodes, and of components within, any may be. */
    private boolean leads(Workflow inner, Socket to, Predicate<NodeDescriptor> declares) {
        PlacedNode node = inner.nodes().get(to.node());
        if (node == null || node.component().isPresent()) {
            return node != null;
        }
        return catalog.find(node.type().id())
                .filter(known -> known.type().equals(node.type()))
                .map(declares::test)
                .orElse(true);
    }

    private static Socket at(Instance instance, String input) {
        Socket origin = instance.origins().get(input);
        return origin == null ? new Socket(instance.name(), input) : origin;
    }
}
