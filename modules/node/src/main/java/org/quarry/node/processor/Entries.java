package org.quarry.node.processor;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Members of the maps and lists that an index consists of. What has its default is left out. */
final class Entries {
    private Entries() {}

    /** Puts a member, unless it is false, an empty text or an empty list. */
    static void put(Map<String, Object> entry, String key, Object value) {
        boolean nothing = value.equals(false)
                || value.equals("")
                || value instanceof Collection<?> collection && collection.isEmpty();
        if (!nothing) {
            entry.put(key, value);
        }
    }

    static String text(Map<String, Object> entry, String key) {
        return entry.get(key) instanceof String text ? text : "";
    }

    static int version(Map<String, Object> entry) {
        return entry.get("version") instanceof BigDecimal number ? number.intValue() : 0;
    }

    /** The objects in a list; none if there is no such list. */
    static List<Map<String, Object>> objects(Map<String, Object> entry, String key) {
        List<Map<String, Object>> objects = new ArrayList<>();
        if (entry.get(key) instanceof List<?> elements) {
            for (Object element : elements) {
                objects.add(object(element));
            }
        }
        return objects;
    }

    /** A member that is an object; empty if there is none. */
    static Map<String, Object> object(Map<String, Object> entry, String key) {
        return object(entry.getOrDefault(key, Map.of()));
    }

    @SuppressWarnings("unchecked") // every map here came from JSON or was built with texts as keys
    private static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** One form for equal numbers, so that 5 and 5.0 compare as equal. */
    static BigDecimal number(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    static BigDecimal number(double value) {
        return number(BigDecimal.valueOf(value));
    }
}
