package org.quarry.workflow;

import java.util.Collection;
import java.util.stream.Collectors;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;

/** Words for what messages speak of. */
final class Phrases {
    private static final int MOST_NAMES = 12;
    private static final int LONGEST_VALUE = 60;

    private Phrases() {}

    /** "it has the inputs a, b". */
    static String has(Collection<String> names, String what) {
        if (names.isEmpty()) {
            return "it has no " + what + "s";
        }
        return "it has the " + what + (names.size() == 1 ? " " : "s ") + list(names);
    }

    /** "a, b, c"; the end of a long list is counted. */
    static String list(Collection<String> names) {
        String listed = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? listed + " and " + (names.size() - MOST_NAMES) + " more" : listed;
    }

    /** "a Tensor", "a list of Pictures". */
    static String type(ValueType type, boolean list) {
        return list ? "a list of " + type.label() : article(type.label());
    }

    /** "a number", "an object". */
    static String article(String noun) {
        return ("aeiouAEIOU".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }

    /** A value as it stands in the file, cut if it is long. */
    static String value(Json value) {
        String written = JsonWriter.line(value);
        return written.length() <= LONGEST_VALUE ? written : written.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
