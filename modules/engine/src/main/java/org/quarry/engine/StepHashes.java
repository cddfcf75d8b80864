package org.quarry.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringJoiner;

/**
 * The checksums of a per-step output as one text: one for each evaluation of its driver, or a dash where the node was not
 * needed. Enough to find the evaluation at which two runs part; the driver's own outputs have whole hashes.
 */
final class StepHashes {
    private static final String NONE = "-";

    private final Map<String, StringJoiner> ports = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** Adds what one evaluation gave at a port. @param evaluation its number, from 1, higher than those before */
    void add(String port, int evaluation, String checksum) {
        StringJoiner text = ports.computeIfAbsent(port, key -> new StringJoiner(" "));
        for (int missing = counts.getOrDefault(port, 0) + 1; missing < evaluation; missing++) {
            text.add(NONE);
        }
        text.add(checksum);
        counts.put(port, evaluation);
    }

    /** The texts, by port. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        ports.forEach((port, text) -> texts.put(port, text.toString()));
        return texts;
    }

    /** The number of the first evaluation, from 1, at which two texts differ. */
    static OptionalInt firstDifference(String one, String other) {
        String[] here = one.split(" ");
        String[] there = other.split(" ");
        for (int i = 0; i < Math.max(here.length, there.length); i++) {
            String left = i < here.length ? here[i] : NONE;
            String right = i < there.length ? there[i] : NONE;
            if (!left.equals(right)) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }
}
