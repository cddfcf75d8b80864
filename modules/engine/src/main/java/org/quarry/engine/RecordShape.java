package org.quarry.engine;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The components of a record class, found once. Plain reflection: method handles are no faster here, and preparing them
 * for each class costs tenths of a second at the start of a process.
 */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final List<String> names;
    private final Method[] getters;

    private RecordShape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        names = Arrays.stream(components).map(RecordComponent::getName).toList();
        getters = new Method[components.length];
        for (int i = 0; i < components.length; i++) {
            getters[i] = components[i].getAccessor();
            getters[i].setAccessible(true);
        }
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    List<String> names() {
        return names;
    }

    /** The position of a component, or -1. */
    int position(String name) {
        return names.indexOf(name);
    }

    /** A component's value; null only where the record's author let it be. */
    @Nullable
    Object value(Record record, int position) {
        try {
            return getters[position].invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("component " + names.get(position) + " cannot be read", e);
        }
    }

    Optional<Object> value(Record record, String name) {
        int position = position(name);
        return position < 0 ? Optional.empty() : Optional.ofNullable(value(record, position));
    }

    Map<String, Object> values(Record record) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < getters.length; i++) {
            Object value = value(record, i);
            if (value != null) {
                values.put(names.get(i), value);
            }
        }
        return values;
    }
}
