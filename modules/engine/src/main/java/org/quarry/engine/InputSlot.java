package org.quarry.engine;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Optional;
import org.quarry.node.Lazy;
import org.quarry.node.NodeException;
import org.quarry.node.PerStep;
import org.quarry.node.Previous;
import org.quarry.node.Step;
import org.quarry.node.extension.Choice;

/**
 * One component of a node's record of inputs, as its Java type says.
 *
 * @param name the component's name
 * @param kind what stands there
 * @param wrapping whether values come as they are, optional, as a list or as one of an open set of choices
 * @param type of one value, without wrappings
 */
record InputSlot(String name, Kind kind, Wrapping wrapping, Class<?> type) {
    enum Kind {
        VALUE,
        LAZY,
        PER_STEP,
        STEP,
        PREVIOUS
    }

    enum Wrapping {
        NONE,
        OPTIONAL,
        LIST,
        CHOICE
    }

    static InputSlot of(RecordComponent component) {
        String name = component.getName();
        Type type = component.getGenericType();
        if (type == Step.class) {
            return new InputSlot(name, Kind.STEP, Wrapping.NONE, Step.class);
        }
        if (previous(component)) {
            return new InputSlot(name, Kind.PREVIOUS, Wrapping.OPTIONAL, Record.class);
        }
        Wrapping wrapping = wrapping(raw(type));
        type = wrapping == Wrapping.NONE ? type : argument(type);
        Kind kind = raw(type) == Lazy.class ? Kind.LAZY : raw(type) == PerStep.class ? Kind.PER_STEP : Kind.VALUE;
        return new InputSlot(name, kind, wrapping, raw(kind == Kind.VALUE ? type : argument(type)));
    }

    private static Wrapping wrapping(Class<?> type) {
        if (type == Optional.class) {
            return Wrapping.OPTIONAL;
        } else if (type == List.class) {
            return Wrapping.LIST;
        }
        return type == Choice.class ? Wrapping.CHOICE : Wrapping.NONE;
    }

    /** One of the node's own choices. @param constant of the enum */
    @SuppressWarnings({"unchecked", "rawtypes"}) // the slot's type is the enum that the Choice is declared with
    static Choice<?, ?> choice(Object constant) {
        return Choice.of((Enum) constant);
    }

    private static boolean previous(AnnotatedElement component) {
        return component.isAnnotationPresent(Previous.class);
    }

    private static Type argument(Type type) {
        Type argument = ((ParameterizedType) type).getActualTypeArguments()[0];
        return argument instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : argument;
    }

    static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : (Class<?>) type;
    }

    /** A value from a wire in this slot's type; whole numbers widen. */
    Object fit(Object value) {
        if (wrapping == Wrapping.CHOICE && type.isInstance(value)) {
            return choice(value);
        } else if (type.isInstance(value)) {
            return value;
        }
        if (type == double.class && value instanceof Number number) {
            return number.doubleValue();
        } else if (type == long.class && (value instanceof Long || value instanceof Integer)) {
            return ((Number) value).longValue();
        } else if (type == int.class && value instanceof Integer || type == boolean.class && value instanceof Boolean) {
            return value;
        }
        throw new NodeException(
                name,
                "found a " + value.getClass().getSimpleName() + ", wanted a " + type.getSimpleName()
                        + "; link an output of that type");
    }
}
