package org.quarry.workflow;

import java.util.List;
import java.util.Optional;

/**
 * The ports that a placed node shows.
 *
 * @param inputs ports and parameters in order
 * @param outputs in order
 * @param known whether its module, or its component's file, is at hand; the ports of an unknown node are those that the
 *     workflow uses, of which no more than their names is known
 */
public record NodePorts(List<InputPort> inputs, List<OutputPort> outputs, boolean known) {
    /** Copies the lists. */
    public NodePorts {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The input of a name, if there is one. */
    public Optional<InputPort> input(String name) {
        return inputs.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    /** The output of a name, if there is one. */
    public Optional<OutputPort> output(String name) {
        return outputs.stream().filter(port -> port.name().equals(name)).findFirst();
    }
}
