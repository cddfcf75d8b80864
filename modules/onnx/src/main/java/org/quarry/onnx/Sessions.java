package org.quarry.onnx;

import ai.onnxruntime.OrtException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.quarry.node.model.ModelException;

/**
 * The loaded networks, within a budget of bytes.
 *
 * <pre>
 *            lease                    loaded                 last lease ends
 *  (absent) ───────► loading, in use ────────► loaded, in use ◄─────────────► loaded, idle ───► closed
 *                          │ failed                              lease            evicted, or all closed
 *                          ▼
 *                       (absent)
 * </pre>
 *
 * Idle ones go when the sum goes over the budget, the least recently used first. The most recently used one stays even
 * if it is larger than the budget: a loop that runs one network must not load it at every step.
 */
final class Sessions implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Sessions.class.getName());

    private final Loader loader;
    private final long budget;

    // Guarded by this, as are the fields of the entries. Ordered by last use.
    private final Map<NetworkFile, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private boolean closed;

    /** Loads the network of a file. */
    interface Loader {
        Chain load(NetworkFile file);
    }

    Sessions(Loader loader, long budget) {
        this.loader = loader;
        this.budget = budget;
    }

    /**
     * A session, loaded now if it was not yet. Threads that want the same one wait for it, others load side by side.
     *
     * @throws ModelException if it cannot be loaded
     */
    Lease lease(NetworkFile file) {
        Entry entry = enter(file);
        boolean leased = false;
        try {
            entry.loading.run();
            Lease lease = new Lease(entry, entry.loading.get());
            leased = true;
            return lease;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelException cause) {
                throw new ModelException(Failures.message(cause), cause);
            }
            if (e.getCause() instanceof CancellationException) {
                throw new CancellationException("'" + file.name() + "' was not loaded: the process is ending");
            }
            throw new IllegalStateException("loading " + file.path() + " broke off", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("'" + file.name() + "' was not waited for");
        } finally {
            if (!leased) {
                leave(entry);
            }
        }
    }

    private synchronized Entry enter(NetworkFile file) {
        if (closed) {
            throw new IllegalStateException("the models are closed; '" + file.name() + "' can no longer run");
        }
        Entry entry = entries.computeIfAbsent(file, Entry::new);
        entry.users++;
        evict();
        return entry;
    }

    private synchronized void leave(Entry entry) {
        entry.users--;
        if (entry.users == 0 && (closed || entry.chain == null)) {
            entries.remove(entry.file, entry);
            entry.close();
        }
        evict();
    }

    private synchronized void evict() {
        long sum =
                entries.values().stream().mapToLong(entry -> entry.file.bytes()).sum();
        Iterator<Entry> leastRecentFirst = entries.values().iterator();
        while (sum > budget && leastRecentFirst.hasNext()) {
            Entry entry = leastRecentFirst.next();
            boolean mostRecent = !leastRecentFirst.hasNext();
            if (entry.users == 0 && !mostRecent) {
                leastRecentFirst.remove();
                sum -= entry.file.bytes();
                entry.close();
                LOG.fine(() -> "evicted " + entry.file.name() + " of " + entry.file.bytes() + " bytes");
            }
        }
    }

    /** The names of the networks that are loaded, the least recently used first. */
    synchronized List<String> loaded() {
        return entries.values().stream()
                .filter(entry -> entry.chain != null)
                .map(entry -> entry.file.name())
                .toList();
    }

    /** Closes the idle sessions now, those in use when their last lease ends; no more are given out. */
    @Override
    public synchronized void close() {
        closed = true;
        List.copyOf(entries.values()).stream().filter(entry -> entry.users == 0).forEach(entry -> {
            entries.remove(entry.file);
            entry.close();
        });
    }

    private synchronized Chain loaded(Entry entry, Chain chain) {
        entry.chain = chain;
        return chain;
    }

    /** The use of a session, until it is closed. */
    final class Lease implements AutoCloseable {
        private final Entry entry;
        private final Chain chain;

        private Lease(Entry entry, Chain chain) {
            this.entry = entry;
            this.chain = chain;
        }

        Chain chain() {
            return chain;
        }

        @Override
        public void close() {
            leave(entry);
        }
    }

    private final class Entry {
        private final NetworkFile file;
        private final FutureTask<Chain> loading;
        private int users;
        private @Nullable Chain chain;

        Entry(NetworkFile file) {
            this.file = file;
            this.loading = new FutureTask<>(() -> loaded(this, loader.load(file)));
        }

        void close() {
            if (chain != null) {
                try {
                    chain.close();
                } catch (OrtException e) {
                    LOG.log(Level.WARNING, e, () -> "closing " + file.name() + " failed");
                }
            }
        }
    }
}
