package org.quarry.editor.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.OutputPort;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.PlacedNode.ComponentLink;
import org.quarry.workflow.PlacedNode.Mode;

/**
 * Something that can be added to a workflow: a node, or an instance of a component.
 *
 * @param type of the node
 * @param name title on the canvas
 * @param category group in the palette
 * @param doc for a user
 * @param keywords other words people search for
 * @param ports that it will show
 * @param component the file it stands for, if it is a component
 */
public record NodeChoice(
        NodeType type,
        String name,
        String category,
        String doc,
        List<String> keywords,
        NodePorts ports,
        Optional<ComponentLink> component) {
    /** The category of components. */
    public static final String COMPONENTS = "Components";

    /** Copies the list. */
    public NodeChoice {
        keywords = List.copyOf(keywords);
    }

    /** A node of the catalog. */
    public static NodeChoice of(NodeDescriptor node) {
        NodePorts ports = new NodePorts(node.inputs(), node.outputs(), true);
        return new NodeChoice(
                node.type(), node.name(), node.category(), node.doc(), node.keywords(), ports, Optional.empty());
    }

    /** Nodes of a catalog. */
    public static List<NodeChoice> of(List<NodeDescriptor> nodes) {
        return nodes.stream().map(NodeChoice::of).toList();
    }

    /** The node to be placed, with nothing at its inputs. */
    public PlacedNode placed() {
        return new PlacedNode(type, Map.of(), Mode.ACTIVE, component, Map.of());
    }

    /** The first sentence of the doc. */
    public String summary() {
        String line = doc.strip().replaceAll("\\s+", " ");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    /** The inputs that take wires, those that are no parameters first. */
    public List<InputPort> inputsByRank() {
        return java.util.stream.Stream.concat(
                        ports.inputs().stream().filter(port -> port.param().isEmpty()),
                        ports.inputs().stream().filter(port -> port.param().isPresent()))
                .toList();
    }

    /** The outputs. */
    public List<OutputPort> outputs() {
        return ports.outputs();
    }
}
