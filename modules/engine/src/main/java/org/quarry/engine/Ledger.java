package org.quarry.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Remembers for receipts how values came about whose computation was saved, because they or a reader were reused. */
final class Ledger {
    private static final int MOST = 20_000;

    /**
     * One computation.
     *
     * @param outputs hashes by port
     * @param used the keys of what it read
     * @param models that it opened
     * @param steps of a driver: the hashes of what its per-step nodes gave, by their keys
     */
    record Entry(
            CompletableFuture<Map<String, String>> outputs, Set<Key> used, Set<String> models, Map<Key, Step> steps) {}

    /** What a per-step node gave, as {@link StepHashes}, and the models that it opened. */
    record Step(Map<String, String> outputs, Set<String> models) {}

    private final Map<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Ledger.Entry> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Entry> find(Key key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void keep(Key key, Entry entry) {
        entries.put(key, entry);
    }
}
