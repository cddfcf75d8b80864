package org.quarry.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value. Objects keep the order of their keys. Data only: nothing in it is ever evaluated. */
public sealed interface Json {
    /** An object. */
    record Members(Map<String, Json> members) implements Json {
        /** Copies the map, keeping its order. */
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /** The value under a key, if there is one. */
        public Optional<Json> member(String key) {
            return Optional.ofNullable(members.get(key));
        }

        /** This object with one member set; a new key goes to the end. */
        public Members with(String key, Json value) {
            Map<String, Json> changed = new LinkedHashMap<>(members);
            changed.put(key, value);
            return new Members(changed);
        }
    }

    /** An array. */
    record Elements(List<Json> elements) implements Json {
        /** Copies the list. */
        public Elements {
            elements = List.copyOf(elements);
        }
    }

    /** A string. */
    record Text(String text) implements Json {}

    /** A number as it was written, so that unsigned 64-bit seeds and long decimals survive. */
    record Numeral(BigDecimal value) implements Json {
        /** Numerals are equal when their values are, however written: 5 and 5.0. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Numeral numeral && value.compareTo(numeral.value) == 0;
        }

        @Override
        public int hashCode() {
            return value.stripTrailingZeros().hashCode();
        }
    }

    /** True or false. */
    record Flag(boolean value) implements Json {}

    /** The literal {@code null}. */
    record Null() implements Json {}

    /** A string value. */
    static Json of(String text) {
        return new Text(text);
    }

    /** A true or false value. */
    static Json of(boolean value) {
        return new Flag(value);
    }

    /** A whole number. */
    static Json of(long value) {
        return new Numeral(BigDecimal.valueOf(value));
    }

    /**
     * A number.
     *
     * @throws NumberFormatException if it is infinite or not a number, which JSON cannot hold
     */
    static Json of(double value) {
        return new Numeral(BigDecimal.valueOf(value));
    }

    /** An array of strings. */
    static Json ofTexts(List<String> texts) {
        return new Elements(new ArrayList<>(texts.stream().map(Text::new).toList()));
    }

    /** An empty object, to be grown by {@link Members#with}. */
    static Members object() {
        return new Members(Map.of());
    }

    /** The word a message uses for this kind of value: "a number", "an object". */
    default String kind() {
        if (this instanceof Members) {
            return "an object";
        } else if (this instanceof Elements) {
            return "an array";
        } else if (this instanceof Text) {
            return "a text";
        } else if (this instanceof Numeral) {
            return "a number";
        } else if (this instanceof Flag) {
            return "true or false";
        }
        return "null";
    }

    /**
     * This value as plain Java: {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Boolean},
     * {@code Long} for whole numbers that fit, else {@code Double}. Members that are null are left out.
     *
     * @throws IllegalStateException for a null at the top or in an array
     */
    default Object toJava() {
        if (this instanceof Members object) {
            Map<String, Object> map = new LinkedHashMap<>();
            object.members().forEach((key, value) -> {
                if (!(value instanceof Null)) {
                    map.put(key, value.toJava());
                }
            });
            return map;
        } else if (this instanceof Elements array) {
            // Diffusers writes [null, null] for an absent component, so a null in a list becomes the word.
            return array.elements().stream()
                    .map(value -> value instanceof Null ? "null" : value.toJava())
                    .toList();
        } else if (this instanceof Text text) {
            return text.text();
        } else if (this instanceof Flag flag) {
            return flag.value();
        } else if (this instanceof Numeral numeral) {
            BigDecimal value = numeral.value();
            boolean whole = value.stripTrailingZeros().scale() <= 0
                    && value.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
                    && value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
            return whole ? (Object) value.longValueExact() : (Object) value.doubleValue();
        }
        throw new IllegalStateException("null has no Java value");
    }
}
