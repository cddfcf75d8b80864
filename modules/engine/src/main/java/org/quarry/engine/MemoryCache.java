package org.quarry.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Results by key, the least recently used going first when they take more than a number of bytes. */
final class MemoryCache {
    private record Entry(Record out, long bytes) {}

    private final Map<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final long budget;
    private long bytes;

    MemoryCache(long budget) {
        this.budget = budget;
    }

    synchronized Optional<Record> find(Key key) {
        Entry entry = entries.get(key);
        return entry == null ? Optional.empty() : Optional.of(entry.out);
    }

    /** Keeps a result, unless it alone takes more than there is. */
    synchronized void put(Key key, Record out, long size) {
        if (size > budget) {
            return;
        }
        Entry old = entries.put(key, new Entry(out, size));
        bytes += size - (old == null ? 0 : old.bytes);
        Iterator<Entry> oldest = entries.values().iterator();
        while (bytes > budget) {
            bytes -= oldest.next().bytes;
            oldest.remove();
        }
    }

    synchronized void remove(Key key) {
        Entry old = entries.remove(key);
        bytes -= old == null ? 0 : old.bytes;
    }

    synchronized void clear() {
        entries.clear();
        bytes = 0;
    }

    /** A cache of the same size with nothing in it. */
    MemoryCache emptied() {
        return new MemoryCache(budget);
    }

    synchronized long bytes() {
        return bytes;
    }
}
