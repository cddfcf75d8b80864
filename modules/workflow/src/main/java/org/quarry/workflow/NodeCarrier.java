package org.quarry.workflow;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.quarry.json.Json;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;

/** Carries one node from the version that it was saved with to the installed one, version by version. */
record NodeCarrier(NodeFunction<?, ?> function, NodeType from, NodeType to) {
    /** @throws NodeException if the module cannot do it */
    PlacedNode carry(PlacedNode node) {
        Map<Object, Input> originals = new LinkedHashMap<>();
        Map<String, Object> inputs = new LinkedHashMap<>();
        node.inputs().forEach((name, input) -> {
            Object given = given(input);
            originals.put(given, input);
            inputs.put(name, given);
        });
        Map<String, Input> carried = new LinkedHashMap<>();
        migrated(inputs).forEach((name, value) -> carried.put(name, taken(name, value, originals)));
        return new PlacedNode(to, carried, node.mode(), node.component(), node.extras());
    }

    /** The new name of an output. */
    String output(String port) {
        String name = port;
        for (int version = from.version(); version < to.version(); version++) {
            int step = version;
            String old = name;
            name = guarded(() -> Objects.requireNonNull(function.migrateOutput(old, step), "no name"));
        }
        return name;
    }

    /** The new name of an input: the one under which a value given there comes back. */
    String input(String port) {
        Object marker = new Input.Wires(List.of());
        return migrated(Map.of(port, marker)).entrySet().stream()
                .filter(entry -> entry.getValue() == marker)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(port);
    }

    private Map<String, Object> migrated(Map<String, Object> inputs) {
        Map<String, Object> values = new LinkedHashMap<>(inputs);
        for (int version = from.version(); version < to.version(); version++) {
            int step = version;
            Map<String, Object> old = values;
            values = guarded(() -> new LinkedHashMap<>(function.migrate(old, step)));
        }
        return values;
    }

    /** What a module throws here is its own mistake; it must not keep the workflow from opening. */
    private <T> T guarded(Supplier<T> step) {
        try {
            return step.get();
        } catch (NodeException e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new NodeException(
                    "", "the migration of '" + from.id() + "' failed with " + e + "; update its module", e);
        }
    }

    private static Object given(Input input) {
        if (!(input instanceof Input.Value value)) {
            return input;
        }
        Json json = value.value();
        if (json instanceof Json.Text text) {
            return text.text();
        } else if (json instanceof Json.Flag flag) {
            return flag.value();
        } else if (json instanceof Json.Numeral numeral) {
            return number(numeral, input);
        }
        return input;
    }

    /** Seeds beyond a long have no Java number, and stay closed. */
    private static Object number(Json.Numeral numeral, Input input) {
        boolean whole = numeral.value().stripTrailingZeros().scale() <= 0;
        if (!whole) {
            return numeral.value().doubleValue();
        }
        boolean fits = numeral.value().abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return fits ? (Object) numeral.value().longValueExact() : input;
    }

    private Input taken(String name, Object value, Map<Object, Input> originals) {
        Input original = originals.get(value);
        if (original != null) {
            return original;
        } else if (value instanceof Input input) {
            return input;
        } else if (value instanceof String text) {
            return new Input.Value(Json.of(text));
        } else if (value instanceof Boolean flag) {
            return new Input.Value(Json.of(flag));
        } else if (value instanceof Long || value instanceof Integer) {
            return new Input.Value(Json.of(((Number) value).longValue()));
        } else if (value instanceof Double number && Double.isFinite(number)) {
            return new Input.Value(Json.of(number));
        }
        throw new NodeException("its migration gives input '" + name + "' the value " + value
                + ", which no file can hold; update its module");
    }
}
