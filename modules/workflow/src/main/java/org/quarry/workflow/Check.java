package org.quarry.workflow;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quarry.node.model.ModelDescription;
import org.quarry.workflow.Flow.FlowNode;
import org.quarry.workflow.Flow.Source;

/**
 * Checks workflows before they run, without loading a node's class or a network. Types are checked gradually: what is not
 * known fits everything. Takes time in proportion to the number of nodes and wires.
 */
public final class Check {
    private final NodeCatalog catalog;
    private final KnownModels models;
    private final Components components;

    /** A check against the nodes, models and components at hand. */
    public Check(NodeCatalog catalog, KnownModels models, Components components) {
        this.catalog = catalog;
        this.models = models;
        this.components = components;
    }

    /** All that can be said of a workflow before it runs, and what can run if there is no error. */
    public Checked check(Workflow workflow) {
        Problems problems = new Problems(id -> Absence.of(id, ModuleNotes.module(workflow, id, catalog), catalog));
        Workflow current = new Migration(catalog).carry(workflow);
        KnownModels known = remembering(models);
        FlatGraph graph = new Flattening(catalog, components, problems).flatten(current);
        Map<String, FlatNode> active = new Rewiring(graph, problems).rewire();
        PortCheck ports = new PortCheck(graph, active, known, problems);
        active.values().forEach(ports::check);
        List<FlatNode> ordered = new Ordering(active, problems).order();
        Inference inference = new Inference(known, problems);
        ordered.forEach(inference::take);
        Set<String> idle = new Driven(ordered, inference, problems).idle();
        boolean open = current.component().filter(problems::takeBack).isPresent();
        if (active.size() == idle.size() && !problems.failed() && !open) {
            problems.add(new NodeProblem.NothingToRun());
        }
        Optional<Flow> flow =
                problems.failed() || open ? Optional.empty() : Optional.of(flow(ordered, inference, idle));
        return new Checked(current, problems.inOrderOf(current), flow, wires(graph, inference));
    }

    /**
     * Checks single wires that somebody may draw.
     *
     * @param wires what each output gives, as {@link Checked#wires} says; of those that are missing what is declared holds
     */
    public LinkCheck links(Workflow workflow, Map<Socket, Wire> wires) {
        return new LinkCheck(new Check(catalog, remembering(models), components), workflow, wires);
    }

    NodeCatalog catalog() {
        return catalog;
    }

    KnownModels models() {
        return models;
    }

    Components components() {
        return components;
    }

    private static Flow flow(List<FlatNode> ordered, Inference inference, Set<String> idle) {
        Map<String, FlowNode> nodes = new LinkedHashMap<>();
        for (FlatNode node : ordered) {
            if (!idle.contains(node.name())) {
                NodeDescriptor known = node.descriptor().orElseThrow();
                nodes.put(
                        node.name(),
                        new FlowNode(node.name(), known, sources(node, known), inference.perStep(node.name())));
            }
        }
        return new Flow(nodes);
    }

    private static Map<String, Source> sources(FlatNode node, NodeDescriptor known) {
        Map<String, Source> sources = new LinkedHashMap<>();
        for (InputPort port : known.inputs()) {
            List<Socket> wires = node.wires(port.name());
            if (!wires.isEmpty()
                    || port.arity() == InputPort.Arity.LIST && port.param().isEmpty()) {
                sources.put(port.name(), new Source.Outputs(wires));
            } else {
                Constants.at(node, port).ifPresent(value -> sources.put(port.name(), new Source.Constant(value)));
            }
        }
        return sources;
    }

    private static Map<Socket, Wire> wires(FlatGraph graph, Inference inference) {
        Map<Socket, Wire> wires = new LinkedHashMap<>();
        inference.facts().forEach((socket, facts) -> wires.put(socket, facts.wire()));
        for (Socket outer : graph.aliases().keySet()) {
            Wire wire = wires.get(graph.behind(outer));
            if (wire != null) {
                wires.put(outer, wire);
            }
        }
        return wires;
    }

    /** A folder of models is looked at once, however many nodes ask. */
    private static KnownModels remembering(KnownModels models) {
        Map<String, Optional<ModelDescription>> answers = new HashMap<>();
        return new KnownModels() {
            @Override
            public boolean complete() {
                return models.complete();
            }

            @Override
            public List<String> names() {
                return models.names();
            }

            @Override
            public List<String> parts() {
                return models.parts();
            }

            @Override
            public Optional<ModelDescription> describe(String name) {
                return answers.computeIfAbsent(name, models::describe);
            }
        };
    }
}
