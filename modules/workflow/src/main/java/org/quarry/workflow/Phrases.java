package org.quarry.workflow;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;

/** Words for what messages speak of. */
final class Phrases {
    private static final int MOST_NAMES = 12;
    private static final int LONGEST_VALUE = 60;

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

    private Phrases() {}

    /** {@code UnknownNode} becomes {@code unknown-node}. */
    static String kebab(String name) {
        return CAPITAL.matcher(name).replaceAll("-$0").substring(1).toLowerCase(Locale.ROOT);
    }

    /** The end of a sentence about a name that nothing has. @param known what there is instead, in words */
    static String instead(String suggestion, String known) {
        if (!suggestion.isEmpty()) {
            return "; did you mean '" + suggestion + "'?";
        }
        return known.isEmpty() ? "" : "; " + known;
    }

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
