package org.quarry.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The components of a record class, found once. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };
    private static final MethodType GETTER = MethodType.methodType(Object.class, Record.class);

    private final List<String> names;
    private final MethodHandle[] getters;

    private RecordShape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        names = java.util.Arrays.stream(components)
                .map(RecordComponent::getName)
                .toList();
        getters = new MethodHandle[components.length];
        for (int i = 0; i < components.length; i++) {
            components[i].getAccessor().setAccessible(true);
            try {
                getters[i] = MethodHandles.lookup()
                        .unreflect(components[i].getAccessor())
                        .asType(GETTER);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("record " + type.getName() + " cannot be read", e);
            }
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
            return (Object) getters[position].invokeExact(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
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
