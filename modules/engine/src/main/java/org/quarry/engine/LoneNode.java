package org.quarry.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quarry.node.Call;
import org.quarry.node.NodeException;
import org.quarry.workflow.Flow.FlowNode;
import org.quarry.workflow.Flow.Source;
import org.quarry.workflow.OutputPort;

/**
 * One node of a flow by itself, outside of any run: what comes to it by wires is given, the rest stands in the flow. It
 * tells nobody of itself, and its results are not kept. Safe for use by many threads if the node is.
 */
public final class LoneNode {
    private static final Argument.Wires NONE = new Argument.Wires() {
        @Override
        public Object value(int node, int output) {
            throw new IllegalStateException("a node by itself has no wires");
        }

        @Override
        public Object handle(InputSlot slot, int node, int output) {
            throw new IllegalStateException("a node by itself has no wires");
        }
    };

    private final FlowNode node;
    private final Binding binding;
    private final Constants constants;
    private final Call call;

    LoneNode(RunRequest request, String name, EngineParts parts) {
        FlowNode found = request.flow().nodes().get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no node '" + name + "' in the flow");
        }
        node = found;
        binding = parts.binding(node.descriptor());
        for (InputSlot slot : binding.slots()) {
            if (slot.kind() != InputSlot.Kind.VALUE) {
                throw new IllegalArgumentException(
                        "'" + name + "' takes more than values at '" + slot.name() + "', so it needs a run");
            }
        }
        constants = new Constants(
                request.inputFolder(), request.outputFolder(), parts.nodes().extensions());
        call = new LoneCall(parts.models());
    }

    /**
     * Runs it, and takes as long as it does.
     *
     * @param given values by the names of its inputs; one that stands in the flow, too, is taken from here
     * @return values by the names of its outputs
     * @throws NodeException if a value is missing or does not fit, and what the node itself throws
     */
    public Map<String, Object> run(Map<String, Object> given) {
        InputSlot[] slots = binding.slots();
        Object[] arguments = new Object[slots.length];
        for (int i = 0; i < slots.length; i++) {
            arguments[i] = new Argument(slots[i], null, value(slots[i], given)).value(NONE);
        }
        Record out = binding.check(binding.function().run(binding.make(arguments), call));
        Map<String, Object> values = new LinkedHashMap<>();
        List<OutputPort> outputs = node.descriptor().outputs();
        for (int i = 0; i < outputs.size(); i++) {
            values.put(outputs.get(i).name(), binding.output(out, i));
        }
        return values;
    }

    private @Nullable Object value(InputSlot slot, Map<String, Object> given) {
        Object value = given.get(slot.name());
        if (value != null) {
            return slot.fit(value);
        }
        return node.sources().get(slot.name()) instanceof Source.Constant constant
                ? constants.of(
                        constant.value(),
                        slot,
                        node.descriptor().input(slot.name()).orElseThrow(),
                        node.descriptor())
                : null;
    }
}
