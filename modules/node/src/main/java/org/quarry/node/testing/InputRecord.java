package org.quarry.node.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.quarry.node.Lazy;
import org.quarry.node.NodeFunction;
import org.quarry.node.Param;
import org.quarry.node.PerStep;
import org.quarry.node.Previous;
import org.quarry.node.Step;
import org.quarry.node.extension.Choice;

/** A node's record of inputs: made by name, with defaults, as the engine makes it. */
final class InputRecord<I extends Record> {
    private final Class<I> type;

    private InputRecord(Class<I> type) {
        this.type = type;
    }

    @SuppressWarnings("unchecked") // run's first parameter is I, which is a record, unlike that of the bridge method
    static <I extends Record> InputRecord<I> of(NodeFunction<I, ?> node) {
        for (Method method : node.getClass().getMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (method.getName().equals("run") && parameters.length == 2 && parameters[0].isRecord()) {
                return new InputRecord<>((Class<I>) parameters[0]);
            }
        }
        throw new IllegalArgumentException(
                node.getClass().getName() + " has no method run that takes a record; a node is a class, not a lambda");
    }

    RecordComponent component(String name) {
        List<RecordComponent> all = Arrays.asList(type.getRecordComponents());
        return all.stream()
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no input '" + name + "'; there are "
                        + all.stream().map(RecordComponent::getName).toList()));
    }

    RecordComponent previous() {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(Previous.class))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the node has no @Previous, so it cannot remember"));
    }

    I with(Map<String, Object> values, Step step) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object value = values.get(components[i].getName());
            arguments[i] = value == null ? initial(components[i], step) : value;
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        try {
            Constructor<I> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(type.getName() + " refuses its values: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type.getName(), e);
        }
    }

    private static Object initial(RecordComponent component, Step step) {
        Class<?> type = component.getType();
        Param param = component.getAnnotation(Param.class);
        if (param != null) {
            return type == Choice.class ? chosen(initial(ownChoices(component), param)) : initial(type, param);
        } else if (type == Step.class) {
            return step;
        } else if (type == Optional.class) {
            return Optional.empty();
        } else if (type == List.class) {
            return List.of();
        }
        throw new IllegalArgumentException("input '" + component.getName() + "' must be linked; set it by with(\""
                + component.getName() + "\", …)");
    }

    /** The enum of the node's own choices. */
    private static Class<?> ownChoices(RecordComponent component) {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // constants of the enum that the Choice is declared with
    private static Choice<?, ?> chosen(Object constant) {
        return Choice.of((Enum) constant);
    }

    private static Object initial(Class<?> type, Param param) {
        if (type == boolean.class) {
            return param.on();
        } else if (type == String.class) {
            return param.text();
        } else if (type == Path.class) {
            return Path.of(param.text());
        } else if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return Arrays.stream(constants)
                    .filter(constant -> kebab((Enum<?>) constant).equals(param.text()))
                    .findFirst()
                    .orElse(constants[0]);
        }
        return number(type, param.value());
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value in the form that the component takes. */
    static Object fitted(RecordComponent component, Object value) {
        Class<?> type = component.getType();
        if (type.isInstance(value) && !(value instanceof List)) {
            return value;
        } else if (type == Choice.class && ownChoices(component).isInstance(value)) {
            return chosen(value);
        } else if (type == Optional.class) {
            return Optional.of(content(component, value));
        } else if (type == List.class) {
            List<?> values = value instanceof List<?> list ? list : List.of(value);
            return values.stream().map(one -> content(component, one)).toList();
        } else if (type == Lazy.class) {
            return TestLazy.of(content(component, value));
        } else if (type == PerStep.class) {
            Object constant = content(component, value);
            return (PerStep<Object>) step -> constant;
        }
        return plain(component, type, value);
    }

    private static Object content(RecordComponent component, Object value) {
        Type content = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
        return content instanceof Class<?> type ? plain(component, type, value) : value;
    }

    private static Object plain(RecordComponent component, Class<?> type, Object value) {
        boolean number = type == int.class
                || type == long.class
                || type == double.class
                || type == Integer.class
                || type == Long.class
                || type == Double.class;
        if (number && value instanceof Number given) {
            Object converted = number(type, given.doubleValue());
            boolean exact = given instanceof Long || ((Number) converted).doubleValue() == given.doubleValue();
            if (exact) {
                return given instanceof Long && converted instanceof Long ? given : converted;
            }
        } else if (type.isInstance(value) || type == boolean.class && value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("input '" + component.getName() + "' is "
                + component.getGenericType().getTypeName() + "; found "
                + value.getClass().getSimpleName() + " " + value);
    }

    private static Object number(Class<?> type, double value) {
        if (type == int.class || type == Integer.class) {
            return (int) value;
        }
        return type == long.class || type == Long.class ? (Object) (long) value : (Object) value;
    }
}
