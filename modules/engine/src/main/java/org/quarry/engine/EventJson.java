package org.quarry.engine;

import java.util.Locale;
import org.quarry.json.Json;

/** The members that events have in common. */
final class EventJson {
    private EventJson() {}

    static Json.Members of(String event) {
        return Json.object().with("event", Json.of(event));
    }

    static Json.Members of(String event, String node) {
        return of(event).with("node", Json.of(node));
    }

    /** Milliseconds to the microsecond. */
    static Json millis(double millis) {
        return Json.of(Math.round(millis * 1000) / 1000.0);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
