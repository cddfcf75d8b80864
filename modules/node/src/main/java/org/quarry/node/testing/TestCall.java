package org.quarry.node.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelException;
import org.quarry.node.model.ModelRequest;
import org.quarry.node.model.Network;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/**
 * A {@link Call} that records what a node does with it. It offers the models it was given, runs networks at once, and
 * is cancelled when the test says so. Safe for use by many threads.
 */
public final class TestCall implements Call {
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final List<ModelRequest> requests = new ArrayList<>();
    private final Map<String, String> provenance = new LinkedHashMap<>();
    private final List<Progress> progress = new ArrayList<>();
    private final List<Picture> previews = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();
    private final List<List<Lazy<?>>> demands = new ArrayList<>();
    private final List<NetworkRun> runs = new ArrayList<>();
    private final Cancelling cancelling = new Cancelling();

    /** What a node reported of its progress. */
    public record Progress(int done, int total) {}

    /**
     * One run of a network.
     *
     * @param network its name
     * @param inputs by name
     * @param outputs those asked for; empty means all
     */
    public record NetworkRun(String network, Map<String, Tensor> inputs, List<String> outputs) {
        /** Copies the collections. */
        public NetworkRun {
            inputs = Map.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }
    }

    /** Offers a model under its own name. */
    public synchronized TestCall offering(Model model) {
        models.put(model.description().name(), model);
        return this;
    }

    /** Offers a model under another name, as one that is found by its hash. */
    public synchronized TestCall offering(String name, Model model) {
        models.put(name, model);
        return this;
    }

    /** Sets one text of {@link #provenance}, of which there are none at first. */
    public synchronized TestCall withProvenance(String key, String text) {
        provenance.put(key, text);
        return this;
    }

    /**
     * Cancels the run at a chosen moment: the given number of calls of {@link #checkCancelled} and {@link #run} pass,
     * the next one finds the run cancelled.
     *
     * @param calls from 0
     */
    public TestCall cancelledAfter(int calls) {
        cancelling.after(calls);
        return this;
    }

    /** Cancels the run now, as from another thread or from within a fake network. */
    public void cancel() {
        cancelling.cancel();
    }

    /** How often the node asked whether the run was cancelled; running a network counts as asking. */
    public long questions() {
        return cancelling.questions();
    }

    /** Another one with the same models and texts, that has recorded nothing. */
    synchronized TestCall fresh() {
        TestCall other = new TestCall();
        models.forEach(other::offering);
        provenance.forEach(other::withProvenance);
        return other;
    }

    @Override
    public synchronized Model model(String name) {
        return Optional.ofNullable(models.get(name))
                .orElseThrow(
                        () -> new ModelException("there is no model '" + name + "'; there are " + models.keySet()));
    }

    /** Gives the model of that name, whatever parts are to be taken of others: see {@link #requests}. */
    @Override
    public synchronized Model model(ModelRequest request) {
        requests.add(request);
        return model(request.name());
    }

    /** How the node asked for models that it wanted with parts of others. */
    public synchronized List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public Map<String, Tensor> run(Network network, Map<String, Tensor> inputs, String... outputs) {
        checkCancelled();
        NetworkRun run = new NetworkRun(network.name(), inputs, List.of(outputs));
        synchronized (this) {
            runs.add(run);
        }
        Map<String, Tensor> results = network.execute(inputs, List.of(outputs), cancelling);
        cancelling.throwIfCancelled();
        return results;
    }

    @Override
    public void demand(Lazy<?>... inputs) {
        synchronized (this) {
            demands.add(List.of(inputs));
        }
        for (Lazy<?> input : inputs) {
            input.get();
        }
    }

    @Override
    public synchronized void progress(int done, int total) {
        if (total < 1 || done < 0 || done > total) {
            throw new AssertionError(
                    "progress " + done + " of " + total + "; wanted 0 to the total, which is at least 1");
        }
        progress.add(new Progress(done, total));
    }

    @Override
    public synchronized void preview(Picture picture) {
        previews.add(picture);
    }

    @Override
    public synchronized void report(String sentence) {
        reports.add(sentence);
    }

    @Override
    public void checkCancelled() {
        cancelling.count();
        cancelling.throwIfCancelled();
    }

    @Override
    public synchronized Map<String, String> provenance() {
        return Map.copyOf(provenance);
    }

    /** What was reported of the progress, in order. */
    public synchronized List<Progress> progress() {
        return List.copyOf(progress);
    }

    /** The pictures shown, in order. */
    public synchronized List<Picture> previews() {
        return List.copyOf(previews);
    }

    /** The sentences told, in order. */
    public synchronized List<String> reports() {
        return List.copyOf(reports);
    }

    /** The groups of lazy inputs demanded together, in order. */
    public synchronized List<List<Lazy<?>>> demands() {
        return List.copyOf(demands);
    }

    /** The networks run, in order. */
    public synchronized List<NetworkRun> networkRuns() {
        return List.copyOf(runs);
    }

    /** Whether and when the run is cancelled. */
    private static final class Cancelling implements Network.Cancellation {
        private final List<Runnable> actions = new ArrayList<>();
        private long left = Long.MAX_VALUE;
        private boolean cancelled;
        private long questions;

        synchronized long questions() {
            return questions;
        }

        synchronized void after(int calls) {
            left = calls;
        }

        void count() {
            boolean now;
            synchronized (this) {
                now = left == 0;
                left--;
                questions++;
            }
            if (now) {
                cancel();
            }
        }

        void cancel() {
            List<Runnable> due;
            synchronized (this) {
                cancelled = true;
                due = List.copyOf(actions);
                actions.clear();
            }
            due.forEach(Runnable::run);
        }

        void throwIfCancelled() {
            if (cancelled()) {
                throw new CancellationException("the test cancelled the run");
            }
        }

        @Override
        public synchronized boolean cancelled() {
            return cancelled;
        }

        @Override
        public Registration onCancel(Runnable action) {
            synchronized (this) {
                if (!cancelled) {
                    actions.add(action);
                    return () -> remove(action);
                }
            }
            action.run();
            return () -> {};
        }

        private synchronized void remove(Runnable action) {
            actions.remove(action);
        }
    }
}
