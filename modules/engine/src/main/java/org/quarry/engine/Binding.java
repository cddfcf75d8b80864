package org.quarry.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quarry.node.NodeFunction;
import org.quarry.workflow.InputPort;
import org.quarry.workflow.NodeDescriptor;
import org.quarry.workflow.OutputPort;

/** A node's class made ready: how to make its record of inputs and how to read its record of outputs. */
final class Binding {
    private final NodeFunction<Record, Record> function;
    private final InputSlot[] slots;
    private final Constructor<?> maker;
    private final RecordShape outputs;
    private final int[] positions;

    private Binding(NodeFunction<Record, Record> function, Class<?> in, RecordShape outputs, int[] positions)
            throws ReflectiveOperationException {
        this.function = function;
        this.outputs = outputs;
        this.positions = positions;
        RecordComponent[] components = in.getRecordComponents();
        slots = Arrays.stream(components).map(InputSlot::of).toArray(InputSlot[]::new);
        maker = in.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        maker.setAccessible(true);
    }

    /**
     * Binds a node to what its descriptor says of it.
     *
     * @throws NodeMistake if the class is not as its descriptor says
     */
    @SuppressWarnings("unchecked")
    static Binding of(NodeFunction<?, ?> function, NodeDescriptor descriptor) {
        Class<?>[] records = records(function.getClass());
        RecordShape outputs = RecordShape.of(records[1]);
        int[] positions = new int[descriptor.outputs().size()];
        for (int i = 0; i < positions.length; i++) {
            OutputPort port = descriptor.outputs().get(i);
            positions[i] = outputs.position(port.name());
            if (positions[i] < 0) {
                throw new NodeMistake("has no output '" + port.name() + "', which its descriptor names");
            }
        }
        try {
            Binding binding = new Binding((NodeFunction<Record, Record>) function, records[0], outputs, positions);
            binding.checkInputs(descriptor);
            return binding;
        } catch (ReflectiveOperationException e) {
            throw new NodeMistake("has a record of inputs that cannot be made: " + e.getMessage());
        }
    }

    private static Class<?>[] records(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Type face : at.getGenericInterfaces()) {
                if (face instanceof ParameterizedType node && node.getRawType() == NodeFunction.class) {
                    Type[] records = node.getActualTypeArguments();
                    return new Class<?>[] {InputSlot.raw(records[0]), InputSlot.raw(records[1])};
                }
            }
        }
        throw new NodeMistake("does not implement NodeFunction with two records");
    }

    private void checkInputs(NodeDescriptor descriptor) {
        List<String> declared =
                descriptor.inputs().stream().map(InputPort::name).toList();
        List<String> found = Arrays.stream(slots)
                .filter(slot -> slot.kind() != InputSlot.Kind.STEP && slot.kind() != InputSlot.Kind.PREVIOUS)
                .map(InputSlot::name)
                .toList();
        if (!declared.equals(found)) {
            throw new NodeMistake("takes the inputs " + found + ", but its descriptor names " + declared);
        }
    }

    NodeFunction<Record, Record> function() {
        return function;
    }

    InputSlot[] slots() {
        return slots;
    }

    /** The record of inputs. @param arguments one for each slot; what the record's own constructor throws comes through */
    Record make(Object[] arguments) {
        try {
            return (Record) maker.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new NodeMistake("has a record of inputs that cannot be made: " + e.getMessage(), e);
        }
    }

    /** One output, by its place in the descriptor. */
    Object output(Record out, int port) {
        Object value = outputs.value(out, positions[port]);
        if (value == null) {
            throw new NodeMistake("gave null for its output '" + outputs.names().get(positions[port]) + "'");
        }
        return value;
    }

    /** @throws NodeMistake if a node gave nothing, or null for an output */
    Record check(@Nullable Record out) {
        if (out == null) {
            throw new NodeMistake("gave null, a record of outputs was wanted");
        }
        for (int port = 0; port < positions.length; port++) {
            output(out, port);
        }
        return out;
    }
}
