package org.quarry.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.quarry.json.Json;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/**
 * What is expected of one output.
 *
 * @param socket names it
 * @param facts by what they are of: {@code value}, {@code shape}, {@code mean}, {@code least}, {@code most}, {@code count}
 * @param within how far numbers may be off
 */
record Expected(String socket, Map<String, Object> facts, double within) {
    private static final double USUAL = 1e-6;
    private static final Set<String> FACTS =
            new TreeSet<>(List.of("value", "shape", "mean", "least", "most", "count", "within"));

    static Expected of(String socket, Json json) {
        if (!(json instanceof Json.Members members)) {
            return new Expected(socket, Map.of("value", json.toJava()), USUAL);
        }
        Set<String> unknown = new TreeSet<>(members.members().keySet());
        unknown.removeAll(FACTS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("'" + socket + "': found " + unknown + "; wanted some of " + FACTS);
        }
        Map<String, Object> facts = new java.util.TreeMap<>();
        members.members().forEach((fact, expected) -> facts.put(fact, expected.toJava()));
        Object within = facts.remove("within");
        return new Expected(socket, facts, within instanceof Number number ? number.doubleValue() : USUAL);
    }

    /** Adds a sentence for each fact that is another. */
    void compare(Object value, List<String> differences) {
        facts.forEach((fact, wanted) -> {
            Optional<String> found = difference(fact, wanted, value);
            found.ifPresent(
                    text -> differences.add(socket + ": " + fact + " is " + text + ", wanted " + shown(wanted)));
        });
    }

    private String shown(Object wanted) {
        return wanted instanceof Number ? wanted + " within " + within : String.valueOf(wanted);
    }

    /** What a fact is instead. */
    private Optional<String> difference(String fact, Object wanted, Object value) {
        if (fact.equals("count")) {
            int count = value instanceof List<?> list ? list.size() : 1;
            return same(count, wanted) ? Optional.empty() : Optional.of("" + count);
        } else if (value instanceof List<?> list && !fact.equals("value")) {
            return list.stream()
                    .flatMap(one -> difference(fact, wanted, one).stream())
                    .findFirst();
        }
        Object found = fact.equals("value") ? value : fact(fact, value);
        return same(found, wanted) ? Optional.empty() : Optional.of(String.valueOf(found));
    }

    private Object fact(String fact, Object value) {
        Tensor tensor = tensor(value);
        return switch (fact) {
            case "shape" -> sizes(tensor.shape());
            case "mean" -> tensor.mean();
            case "least" -> extreme(tensor, -1);
            default -> extreme(tensor, 1);
        };
    }

    private static double extreme(Tensor tensor, int sign) {
        double most = Double.NEGATIVE_INFINITY;
        for (double value : tensor.toDoubles()) {
            most = Math.max(most, sign * value);
        }
        return sign * most;
    }

    private Tensor tensor(Object value) {
        if (value instanceof Tensor tensor) {
            return tensor;
        } else if (value instanceof Picture picture) {
            return picture.pixels();
        } else if (value instanceof Mask mask) {
            return mask.coverage();
        }
        throw new IllegalArgumentException(
                "'" + socket + "' is a " + value.getClass().getSimpleName()
                        + ", of which only 'value' can be expected; wanted a tensor, a picture or a mask");
    }

    private static List<Long> sizes(Shape shape) {
        List<Long> sizes = new ArrayList<>();
        IntStream.range(0, shape.rank()).forEach(axis -> sizes.add((long) shape.size(axis)));
        return sizes;
    }

    private boolean same(Object found, Object wanted) {
        if (found instanceof Number one && wanted instanceof Number other) {
            return Math.abs(one.doubleValue() - other.doubleValue()) <= within;
        }
        return found.equals(wanted);
    }
}
