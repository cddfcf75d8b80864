package org.quarry.editor.document;

import java.util.List;
import java.util.Optional;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.Socket;
import org.quarry.workflow.ValueType;
import org.quarry.workflow.Workflow;

/**
 * How a node comes between the ends of a wire.
 *
 * @param link the wire
 * @param input of the node, at which the wire's beginning is linked
 * @param output of the node, from which the wire's end is fed
 */
public record Insertion(Link link, Socket input, Socket output) {
    /** The way in which a node fits into a wire; empty if it does not, or hangs on other wires at these ports already. */
    public static Optional<Insertion> of(Document document, String node, Link link) {
        if (link.touches(node) || Link.of(document.workflow()).stream().anyMatch(other -> other.touches(node))) {
            return Optional.empty();
        }
        Workflow open = LinkEdits.unlink(document.workflow(), List.of(link));
        NodePorts ports = document.ports(node);
        ValueType type = document.ports(link.from().node())
                .output(link.from().port())
                .map(OutputPort::type)
                .orElse(new ValueType("java.lang.Object"));
        ValueType wanted = document.ports(link.to().node())
                .input(link.to().port())
                .map(InputPort::type)
                .orElse(type);
        List<InputPort> plain =
                ports.inputs().stream().filter(port -> port.param().isEmpty()).toList();
        return document.fitting(open)
                .input(link.from(), node, plain, type)
                .map(port -> new Socket(node, port.name()))
                .flatMap(input -> {
                    Workflow fed = open.with(input, new org.quarry.workflow.Input.Wires(List.of(link.from())));
                    return document.fitting(fed)
                            .output(node, ports, link.to(), wanted)
                            .map(output -> new Insertion(link, input, new Socket(node, output.name())));
                });
    }

    /** The workflow with the node in between. */
    public Workflow into(Workflow workflow) {
        return LinkEdits.insert(workflow, link, input, output);
    }
}
