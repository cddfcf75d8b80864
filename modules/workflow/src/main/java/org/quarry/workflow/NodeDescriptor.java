package org.quarry.workflow;

import java.util.List;
import java.util.Optional;
import org.quarry.node.Effect;

/**
 * What a node declares, as read from its module's index; its class is not loaded.
 *
 * @param type id and version
 * @param name title on the canvas
 * @param category group in the palette
 * @param doc for a user; the first sentence stands alone in lists
 * @param effect what it does to the world
 * @param keywords other words people search for
 * @param module code name of the module that brings it, with its version
 * @param className binary name of the {@link org.quarry.node.NodeFunction}
 * @param inputs ports and parameters in declared order
 * @param outputs in declared order
 * @param readsStep whether it takes the current step, and so is per step by itself
 * @param remembers whether it takes its own previous outputs
 */
public record NodeDescriptor(
        NodeType type,
        String name,
        String category,
        String doc,
        Effect effect,
        List<String> keywords,
        String module,
        String className,
        List<InputPort> inputs,
        List<OutputPort> outputs,
        boolean readsStep,
        boolean remembers) {
    /** Copies the lists. */
    public NodeDescriptor {
        keywords = List.copyOf(keywords);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The same with these inputs. */
    NodeDescriptor withInputs(List<InputPort> others) {
        return new NodeDescriptor(
                type, name, category, doc, effect, keywords, module, className, others, outputs, readsStep, remembers);
    }

    /** The input of a name, if there is one. */
    public Optional<InputPort> input(String name) {
        return inputs.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    /** The output of a name, if there is one. */
    public Optional<OutputPort> output(String name) {
        return outputs.stream().filter(port -> port.name().equals(name)).findFirst();
    }

    /** Whether it evaluates per-step wires. */
    public boolean driver() {
        return inputs.stream().anyMatch(port -> port.demand() == InputPort.Demand.PER_STEP);
    }

    /** The first sentence of the doc. */
    public String summary() {
        String line = doc.strip().replaceAll("\\s+", " ");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }
}
