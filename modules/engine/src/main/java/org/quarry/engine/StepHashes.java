package org.quarry.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

/**
 * The hashes of a per-step output as one text: for each evaluation of its driver the first eight digits, or a dash where
 * the node was not needed. Enough to find the evaluation at which two runs part; the driver's own outputs have whole
 * hashes.
 */
final class StepHashes {
    private static final int PREFIX = "sha256:".length();
    private static final int DIGITS = 8;
    private static final String NONE = "-";

    private StepHashes() {}

    /** @param evaluations hashes by port, by the number of the evaluation, from 1 */
    static CompletableFuture<Map<String, String>> join(
            SortedMap<Integer, CompletableFuture<Map<String, String>>> evaluations) {
        return CompletableFuture.allOf(evaluations.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> texts(evaluations));
    }

    private static Map<String, String> texts(SortedMap<Integer, CompletableFuture<Map<String, String>>> evaluations) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        evaluations.forEach((number, ports) -> ports.join().forEach((port, hash) -> {
            List<String> list = words.computeIfAbsent(port, key -> new ArrayList<>());
            list.addAll(Collections.nCopies(number - 1 - list.size(), NONE));
            list.add(hash.substring(PREFIX, PREFIX + DIGITS));
        }));
        Map<String, String> texts = new LinkedHashMap<>();
        words.forEach((port, list) -> texts.put(port, String.join(" ", list)));
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
