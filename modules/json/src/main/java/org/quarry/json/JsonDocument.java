package org.quarry.json;

import java.util.Map;
import java.util.Optional;

/**
 * A parsed file: its value, and where each part of it stands.
 *
 * @param root the value
 * @param positions for each value its place in the text, by JSON pointer (RFC 6901): {@code /nodes/unet/scale}
 */
public record JsonDocument(Json root, Map<String, Position> positions) {
    /** Copies the map. */
    public JsonDocument {
        positions = Map.copyOf(positions);
    }

    /** A place in a text; line and column count from 1. */
    public record Position(int line, int column) {
        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }

    /** Where the value at a JSON pointer starts. */
    public Optional<Position> position(String pointer) {
        return Optional.ofNullable(positions.get(pointer));
    }

    /** A key as one part of a JSON pointer: {@code ~} and {@code /} are escaped. */
    public static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
