package org.quarry.editor.document;

import java.util.ArrayList;
import java.util.List;
import org.quarry.workflow.Input;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/**
 * A wire as it is drawn.
 *
 * @param from the output that gives its value
 * @param to the input at which it ends
 */
public record Link(Socket from, Socket to) {
    /** All wires of a workflow, by the order of the nodes at which they end. */
    public static List<Link> of(Workflow workflow) {
        List<Link> links = new ArrayList<>();
        workflow.nodes()
                .forEach((name, node) -> node.inputs().forEach((port, input) -> {
                    if (input instanceof Input.Wires wires) {
                        wires.from().forEach(from -> links.add(new Link(from, new Socket(name, port))));
                    }
                }));
        return links;
    }

    /** Whether a node stands at one of its ends. */
    public boolean touches(String node) {
        return from.node().equals(node) || to.node().equals(node);
    }
}
