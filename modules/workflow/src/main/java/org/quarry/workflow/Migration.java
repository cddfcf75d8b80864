package org.quarry.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.quarry.node.NodeException;

/** Carries the nodes of a workflow forward to the installed versions, as their modules say. */
public final class Migration {
    private final NodeCatalog catalog;

    /** A migration to the nodes of a catalog. */
    public Migration(NodeCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The workflow with all nodes of older versions carried forward, and the wires that start there renamed. A node that is
     * unknown, or that its module cannot carry, stays as it is, and {@link Check} says why.
     */
    public Workflow carry(Workflow workflow) {
        Map<String, NodeCarrier> carriers = new LinkedHashMap<>();
        Map<String, PlacedNode> nodes = new LinkedHashMap<>(workflow.nodes());
        workflow.nodes().forEach((name, node) -> {
            if (behind(node)) {
                attempt(node, name, carriers, nodes);
            }
        });
        if (carriers.isEmpty()) {
            return workflow;
        }
        nodes.replaceAll((name, node) -> rewired(node, carriers));
        return new Workflow(
                workflow.title(),
                nodes,
                workflow.component().map(component -> rewired(component, carriers)),
                workflow.layout(),
                workflow.extras());
    }

    /** What changed between a workflow and what became of it: a sentence for each node. */
    public static List<String> changes(Workflow before, Workflow after) {
        List<String> changes = new ArrayList<>();
        before.nodes().forEach((name, old) -> {
            PlacedNode node = after.nodes().get(name);
            if (node != null && !node.type().equals(old.type())) {
                changes.add("node '" + name + "': " + old.type() + " is now " + node.type());
            }
        });
        return changes;
    }

    /** Why a node of an older version cannot be carried forward; empty if it can. */
    Optional<String> refusal(PlacedNode node) {
        try {
            carrier(node).carry(node);
            return Optional.empty();
        } catch (NodeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private boolean behind(PlacedNode node) {
        return node.component().isEmpty()
                && catalog.find(node.type().id())
                        .filter(known -> known.type().version() > node.type().version())
                        .isPresent();
    }

    private NodeCarrier carrier(PlacedNode node) {
        NodeDescriptor known = catalog.find(node.type().id()).orElseThrow();
        return new NodeCarrier(catalog.function(known), node.type(), known.type());
    }

    private void attempt(
            PlacedNode node, String name, Map<String, NodeCarrier> carriers, Map<String, PlacedNode> nodes) {
        try {
            NodeCarrier carrier = carrier(node);
            nodes.put(name, carrier.carry(node));
            carriers.put(name, carrier);
        } catch (NodeException e) {
            // The node stays at its version, which a check reports together with this very reason.
            nodes.put(name, node);
        }
    }

    private static PlacedNode rewired(PlacedNode node, Map<String, NodeCarrier> carriers) {
        Map<String, Input> inputs = new LinkedHashMap<>(node.inputs());
        inputs.replaceAll((name, input) -> input instanceof Input.Wires wires
                ? new Input.Wires(wires.from().stream()
                        .map(from -> output(from, carriers))
                        .toList())
                : input);
        return node.withInputs(inputs);
    }

    private static ComponentInterface rewired(ComponentInterface component, Map<String, NodeCarrier> carriers) {
        Map<String, List<Socket>> inputs = new LinkedHashMap<>(component.inputs());
        inputs.replaceAll(
                (name, fed) -> fed.stream().map(to -> input(to, carriers)).toList());
        Map<String, Socket> outputs = new LinkedHashMap<>(component.outputs());
        outputs.replaceAll((name, from) -> output(from, carriers));
        return new ComponentInterface(component.type(), component.doc(), inputs, outputs, component.extras());
    }

    private static Socket output(Socket from, Map<String, NodeCarrier> carriers) {
        NodeCarrier carrier = carriers.get(from.node());
        return carrier == null ? from : renamed(from, carrier::output);
    }

    private static Socket input(Socket to, Map<String, NodeCarrier> carriers) {
        NodeCarrier carrier = carriers.get(to.node());
        return carrier == null ? to : renamed(to, carrier::input);
    }

    private static Socket renamed(Socket socket, UnaryOperator<String> rename) {
        try {
            return new Socket(socket.node(), rename.apply(socket.port()));
        } catch (NodeException e) {
            // A port that its module cannot rename keeps its name, and a check finds that there is none of that name.
            return socket;
        }
    }
}
