package org.quarry.workflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.quarry.workflow.InputPort.Arity;

/** Whether everything that stands at a node's inputs has its place, and everything that must be there is. */
final class PortCheck {
    private final FlatGraph graph;
    private final Map<String, FlatNode> active;
    private final Problems problems;
    private final ParameterCheck parameters;
    private final ModelCheck models;

    PortCheck(FlatGraph graph, Map<String, FlatNode> active, KnownModels models, Problems problems) {
        this.graph = graph;
        this.active = active;
        this.problems = problems;
        this.parameters = new ParameterCheck(problems);
        this.models = new ModelCheck(models, problems);
    }

    void check(FlatNode node) {
        node.inputs().keySet().forEach(name -> node.wires(name).forEach(from -> end(node, name, from)));
        node.descriptor().ifPresent(known -> {
            for (String name : node.inputs().keySet()) {
                if (known.input(name).isEmpty()) {
                    unknownInput(node, name, known);
                }
            }
            known.inputs().forEach(port -> port(node, port));
            models.check(node, known);
        });
    }

    private void unknownInput(FlatNode node, String name, NodeDescriptor known) {
        List<String> names = known.inputs().stream().map(InputPort::name).toList();
        Socket at = node.at(name);
        problems.add(new WireProblem.UnknownInput(
                at.node(), at.port(), problems.nearest(name, names), Phrases.has(names, "input")));
    }

    /** Whether there is something at the other end of a wire. */
    private void end(FlatNode node, String input, Socket from) {
        Socket at = node.at(input);
        FlatNode source = active.get(from.node());
        Set<String> ofInstance = graph.instances().get(from.node());
        if (source == null && ofInstance != null) {
            instance(at, from, ofInstance);
        } else if (source == null && !graph.nodes().containsKey(from.node())) {
            String suggestion = problems.nearest(from.node(), graph.nodes().keySet());
            problems.add(new WireProblem.LinkToNothing(at.node(), at.port(), from, suggestion));
        } else if (source != null
                && source.descriptor().isPresent()
                && source.output(from.port()).isEmpty()) {
            List<OutputPort> outputs = source.descriptor().get().outputs();
            unknownOutput(at, from, outputs.stream().map(OutputPort::name).toList());
        }
    }

    /** A declared output that still leads to the instance itself is broken inside, which is said of the instance. */
    private void instance(Socket at, Socket from, Set<String> outputs) {
        if (!outputs.contains(from.port())) {
            unknownOutput(at, from, List.copyOf(outputs));
        }
    }

    private void unknownOutput(Socket at, Socket from, List<String> outputs) {
        problems.add(new WireProblem.UnknownOutput(
                at.node(), at.port(), from, problems.nearest(from.port(), outputs), Phrases.has(outputs, "output")));
    }

    private void port(FlatNode node, InputPort port) {
        Socket at = node.at(port.name());
        int wires = node.wires(port.name()).size();
        if (node.inputs().get(port.name()) instanceof Input.Value value) {
            parameters.check(at, port, value.value());
        } else if (wires > 1 && port.arity() != Arity.LIST) {
            problems.add(new WireProblem.TooManyWires(at.node(), at.port(), wires));
        } else if (wires == 0 && port.param().isPresent()) {
            parameters.check(at, port, port.param().get().initial());
        } else if (wires == 0 && port.arity() == Arity.ONE) {
            String kind = Kind.parse(port.kind()).wanted();
            String wanted = Phrases.type(port.type(), false) + (kind.isEmpty() ? "" : " (" + kind + ")");
            problems.add(new WireProblem.MissingInput(at.node(), at.port(), wanted));
        }
    }
}
