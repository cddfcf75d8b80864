package org.quarry.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node while a workflow is checked: out of its component, and with inputs that are rewired on the way. */
final class FlatNode {
    private final String name;
    private final PlacedNode.Mode mode;
    private final Optional<NodeDescriptor> descriptor;
    private final Map<String, Socket> origins;
    private final Map<String, Input> inputs;

    /**
     * @param descriptor empty if the node is not known, so that nothing about it can be checked
     * @param origins for inputs that a component's instance feeds, where the user sees them
     */
    FlatNode(
            String name,
            PlacedNode.Mode mode,
            Optional<NodeDescriptor> descriptor,
            Map<String, Input> inputs,
            Map<String, Socket> origins) {
        this.name = name;
        this.mode = mode;
        this.descriptor = descriptor;
        this.inputs = new LinkedHashMap<>(inputs);
        this.origins = Map.copyOf(origins);
    }

    String name() {
        return name;
    }

    PlacedNode.Mode mode() {
        return mode;
    }

    Optional<NodeDescriptor> descriptor() {
        return descriptor;
    }

    Map<String, Input> inputs() {
        return inputs;
    }

    /** Where the user set an input: at this node, or at the instance of the component that it is in. */
    Socket at(String input) {
        Socket origin = origins.get(input);
        return origin == null ? new Socket(name, input) : origin;
    }

    /** The wires at an input; none if a value or nothing stands there. */
    List<Socket> wires(String input) {
        return inputs.get(input) instanceof Input.Wires wires ? wires.from() : List.of();
    }

    Optional<OutputPort> output(String port) {
        return descriptor.flatMap(known -> known.output(port));
    }
}
