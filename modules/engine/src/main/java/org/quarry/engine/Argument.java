package org.quarry.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quarry.node.NodeException;

/** Fills one slot of a node's inputs. */
final class Argument {
    /** Where the values of wires come from. */
    interface Wires {
        /** The value of an output that has been computed. */
        Object value(int node, int output);

        /** What stands for an output that is computed when asked for, a Lazy or a PerStep. */
        Object handle(InputSlot slot, int node, int output);
    }

    private final InputSlot slot;
    private final @Nullable Inlet inlet;
    private final @Nullable Object constant;

    /** @param constant the Java value, if a constant stands at the inlet */
    Argument(InputSlot slot, @Nullable Inlet inlet, @Nullable Object constant) {
        this.slot = slot;
        this.inlet = inlet;
        this.constant = constant;
    }

    InputSlot slot() {
        return slot;
    }

    @Nullable
    Inlet inlet() {
        return inlet;
    }

    /** The value that stands in the workflow, or is the default; empty if it comes by a wire. */
    Optional<Object> constant() {
        return Optional.ofNullable(constant);
    }

    Object value(Wires wires) {
        return switch (slot.wrapping()) {
            case NONE, CHOICE -> one(wires);
            case OPTIONAL -> absent() ? Optional.empty() : Optional.of(one(wires));
            case LIST -> list(wires);
        };
    }

    private boolean absent() {
        return constant == null && (inlet == null || inlet.nodes.length == 0);
    }

    private Object one(Wires wires) {
        if (constant != null) {
            return constant;
        }
        if (inlet == null || inlet.nodes.length == 0) {
            throw new NodeException(slot.name(), "nothing is linked here; link an output");
        }
        return wire(wires, inlet, 0);
    }

    private List<Object> list(Wires wires) {
        List<Object> values = new ArrayList<>();
        if (constant != null) {
            values.add(constant);
        } else if (inlet != null) {
            for (int i = 0; i < inlet.nodes.length; i++) {
                addAll(values, wires, inlet, i);
            }
        }
        return List.copyOf(values);
    }

    private void addAll(List<Object> values, Wires wires, Inlet from, int wire) {
        if (slot.kind() == InputSlot.Kind.VALUE
                && wires.value(from.nodes[wire], from.outputs[wire]) instanceof List<?> elements) {
            elements.forEach(element -> values.add(slot.fit(element)));
        } else {
            values.add(wire(wires, from, wire));
        }
    }

    private Object wire(Wires wires, Inlet from, int wire) {
        return slot.kind() == InputSlot.Kind.VALUE
                ? slot.fit(wires.value(from.nodes[wire], from.outputs[wire]))
                : wires.handle(slot, from.nodes[wire], from.outputs[wire]);
    }
}
