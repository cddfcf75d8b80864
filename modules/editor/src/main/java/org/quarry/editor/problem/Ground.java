package org.quarry.editor.problem;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.workflow.Check;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Components;
import org.quarry.workflow.Input;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PortFinder;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Wire;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;

/**
 * What fixes are looked for on: a workflow as it was checked, and what it was checked against. Immutable, so it can be used
 * by any thread.
 *
 * @param checked the workflow, with its nodes carried to the installed versions, and what was found
 * @param catalog the nodes at hand
 * @param models the models at hand
 * @param components the component files at hand
 */
public record Ground(Checked checked, NodeCatalog catalog, KnownModels models, Components components) {
    /** The ground of a document's last check. */
    public static Ground of(Document document, Checked checked) {
        return new Ground(
                checked, document.desk().catalog(), document.desk().models(), new ComponentFiles(document.folder()));
    }

    Workflow workflow() {
        return checked.workflow();
    }

    /** What stands at a node's inputs; nothing if there is no such node. */
    Map<String, Input> inputs(String node) {
        return workflow().find(node).map(PlacedNode::inputs).orElse(Map.of());
    }

    NodePorts ports(String node) {
        return new PortFinder(catalog, components).of(workflow(), node);
    }

    Optional<InputPort> input(Socket at) {
        return workflow().nodes().containsKey(at.node()) ? ports(at.node()).input(at.port()) : Optional.empty();
    }

    Optional<Wire> wire(Socket from) {
        return Optional.ofNullable(checked.wires().get(from));
    }

    /** What would be found after a change. */
    List<Problem> after(UnaryOperator<Workflow> change) {
        return new Check(catalog, models, components)
                .check(change.apply(workflow()))
                .problems();
    }

    /** Whether a change leaves nothing to complain of at an input, and brings no error at other places. */
    boolean mends(UnaryOperator<Workflow> change, Socket at) {
        return after(change).stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .allMatch(problem -> checked.problems().contains(problem)
                        && !(problem.node().equals(at.node()) && problem.input().equals(at.port())));
    }

    /** A node and all that it needs. */
    Set<String> upstream(String node) {
        return reached(node, true);
    }

    /** A node and all that needs it. */
    Set<String> downstream(String node) {
        return reached(node, false);
    }

    private Set<String> reached(String start, boolean backwards) {
        List<Link> links = Link.of(workflow());
        Set<String> reached = new HashSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            String node = open.pop();
            for (Link link : links) {
                String here = backwards ? link.to().node() : link.from().node();
                String there = backwards ? link.from().node() : link.to().node();
                if (here.equals(node) && workflow().nodes().containsKey(there) && reached.add(there)) {
                    open.push(there);
                }
            }
        }
        return reached;
    }
}
