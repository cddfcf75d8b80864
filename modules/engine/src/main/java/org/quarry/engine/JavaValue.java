package org.quarry.engine;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import org.quarry.json.Json;

/** Values of Java as a workflow holds them. */
final class JavaValue {
    private JavaValue() {}

    static Json json(Object value) {
        if (value instanceof Json json) {
            return json;
        } else if (value instanceof String text) {
            return Json.of(text);
        } else if (value instanceof Boolean flag) {
            return Json.of((boolean) flag);
        } else if (value instanceof Integer || value instanceof Long) {
            return Json.of(((Number) value).longValue());
        } else if (value instanceof Number number) {
            return new Json.Numeral(new BigDecimal(number.toString()));
        } else if (value instanceof Enum<?> constant) {
            return Json.of(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        } else if (value instanceof Path path) {
            return Json.of(path.toAbsolutePath().toString());
        }
        throw new IllegalArgumentException("found a " + value.getClass().getName()
                + "; wanted a text, number, truth value, enum constant, path or Json");
    }
}
