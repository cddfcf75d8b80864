package org.quarry.editor.inspector;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.quarry.editor.problem.Repairs;
import org.quarry.workflow.Input;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** What the inspector asks and does at inputs. */
final class Edited {
    private Edited() {}

    /** What is linked to an input, the first of several. */
    static Optional<Socket> linked(Workflow workflow, Socket at) {
        return workflow.find(at.node())
                .map(node -> node.inputs().get(at.port()))
                .filter(Input.Wires.class::isInstance)
                .flatMap(input -> ((Input.Wires) input).from().stream().findFirst());
    }

    /** Without anything at an input. */
    static UnaryOperator<Workflow> unlinked(Socket at) {
        return Repairs.cleared(at);
    }

    /** With a node in another mode. */
    static UnaryOperator<Workflow> mode(String node, PlacedNode.Mode mode) {
        return workflow -> workflow.find(node)
                .map(placed -> workflow.with(node, placed.with(mode)))
                .orElse(workflow);
    }
}
