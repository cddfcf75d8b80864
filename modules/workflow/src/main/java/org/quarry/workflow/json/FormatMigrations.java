package org.quarry.workflow.json;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.quarry.json.Json;
import org.quarry.json.JsonException;

/**
 * Carries files of older formats forward, one counter at a time. The counter stands first in every file:
 * {@code "quarry": 1}.
 *
 * @param newest the counter that this version reads and writes
 * @param steps by the counter they start from: what gives a file of the next one
 */
record FormatMigrations(int newest, Map<Integer, UnaryOperator<Json.Members>> steps) {
    static final String COUNTER = "quarry";

    /** The format has not changed since its first public version, so there is nothing to carry forward yet. */
    static final FormatMigrations CURRENT = new FormatMigrations(1, Map.of());

    FormatMigrations {
        steps = Map.copyOf(steps);
    }

    /**
     * The file in the newest format.
     *
     * @throws JsonException if it is from a newer Quarry, or from none
     */
    Json.Members carry(Fields file) throws JsonException {
        int counter = counter(file);
        Json.Members members = new Json.Members(file.members());
        for (int from = counter; from < newest; from++) {
            UnaryOperator<Json.Members> step = steps.get(from);
            if (step == null) {
                throw file.at(
                        COUNTER,
                        "found format " + counter + "; this Quarry reads formats up to " + newest
                                + ", but knows no way from " + from + "; save the file with the Quarry it was made by");
            }
            members = step.apply(members).with(COUNTER, Json.of(from + 1));
        }
        return members;
    }

    private int counter(Fields file) throws JsonException {
        Json value = file.members().get(COUNTER);
        if (value == null) {
            throw file.here(
                    "this is not a workflow of Quarry: member \"quarry\" is missing; wanted \"quarry\": " + newest);
        }
        BigDecimal counter = value instanceof Json.Numeral numeral ? numeral.value() : BigDecimal.valueOf(-1);
        boolean whole = counter.signum() >= 0 && counter.stripTrailingZeros().scale() <= 0;
        if (!whole) {
            throw file.at(
                    COUNTER, "member \"quarry\" is " + describe(value) + ", wanted a whole number up to " + newest);
        }
        if (counter.compareTo(BigDecimal.valueOf(newest)) > 0) {
            throw file.at(
                    COUNTER,
                    "this workflow is of format " + counter + ", made by a newer Quarry; this one reads formats up to "
                            + newest + "; update Quarry");
        }
        return counter.intValueExact();
    }

    private static String describe(Json value) {
        return value instanceof Json.Numeral numeral ? numeral.value().toString() : value.kind();
    }
}
