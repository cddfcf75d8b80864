package org.quarry.json;

import java.util.Map;
import org.quarry.json.JsonDocument.Position;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/** Where values stand, while they are read: kept for those who point into a text, and not for those who only want it. */
interface Places {
    /** Keeps nothing. */
    Places NONE = new Places() {
        @Override
        public Places within(String key) {
            return this;
        }

        @Override
        public void keep(JsonParser parser) {}
    };

    /** The places below this one. @param key a member's name, or an element's number */
    Places within(String key);

    /** Keeps the place where the parser stands. */
    void keep(JsonParser parser);

    /** Keeps them by JSON pointer. */
    record Kept(Map<String, Position> positions, String pointer) implements Places {
        @Override
        public Places within(String key) {
            return new Kept(positions, pointer + "/" + JsonDocument.escape(key));
        }

        @Override
        public void keep(JsonParser parser) {
            TokenStreamLocation start = parser.currentTokenLocation();
            positions.put(pointer, new Position(start.getLineNr(), start.getColumnNr()));
        }
    }
}
