package org.quarry.architecture;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quarry.architecture.checkpoint.CheckpointException;

/**
 * A network's {@code config.json}: what it is built of.
 *
 * @param what the network, for messages
 * @param values strings, truth values, numbers, lists; null ones left out
 */
public record Settings(String what, Map<String, Object> values) {
    private static final int MOST = 1_000_000;

    /** Copies the map. */
    public Settings {
        values = Map.copyOf(values);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** @throws CheckpointException if it is missing or not a whole number */
    int whole(String key) {
        return number(key).map(number -> count(key, number)).orElseThrow(() -> wanted(key, "a whole number"));
    }

    int whole(String key, int usual) {
        return number(key).map(number -> count(key, number)).orElse(usual);
    }

    double number(String key, double usual) {
        return number(key).map(Number::doubleValue).orElse(usual);
    }

    /** No network has a million of what settings count. */
    private int count(String key, Number number) {
        double value = number.doubleValue();
        if (value < 0 || value > MOST || value != Math.rint(value)) {
            throw wanted(key, "a whole number from 0 to " + MOST);
        }
        return number.intValue();
    }

    private Optional<Number> number(String key) {
        Object value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Long
                || value instanceof Double
                || value instanceof Integer
                || value instanceof BigDecimal) {
            return Optional.of((Number) value);
        }
        throw wanted(key, "a number");
    }

    boolean flag(String key, boolean usual) {
        Object value = values.getOrDefault(key, usual);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wanted(key, "true or false");
    }

    String text(String key, String usual) {
        Object value = values.getOrDefault(key, usual);
        if (value instanceof String text) {
            return text;
        }
        throw wanted(key, "a text");
    }

    List<String> texts(String key) {
        if (values.get(key) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw wanted(key, "a list of texts");
    }

    List<Integer> wholes(String key) {
        if (values.get(key) instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream().map(number -> count(key, (Number) number)).toList();
        }
        throw wanted(key, "a list of whole numbers");
    }

    /** One number for each of several parts: a list of them, or one that all have. */
    List<Integer> forEach(String key, int parts, int usual) {
        List<Integer> numbers =
                values.get(key) instanceof List<?> ? wholes(key) : Collections.nCopies(parts, whole(key, usual));
        if (numbers.size() != parts) {
            throw wanted(key, parts + " numbers");
        }
        return numbers;
    }

    /** @throws CheckpointException if a setting has another value than the only one that is known to be computed right */
    void mustBe(String key, Object only) {
        Object value = values.getOrDefault(key, only);
        if (!value.equals(only)) {
            throw new CheckpointException(what + ": its setting '" + key + "' is " + value + ", and only " + only
                    + " can be computed; use an ONNX export of this model");
        }
    }

    private CheckpointException wanted(String key, String kind) {
        return new CheckpointException(what + ": its setting '" + key + "' is "
                + (values.containsKey(key) ? values.get(key) : "missing") + ", " + kind + " was wanted");
    }
}
