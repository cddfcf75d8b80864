package org.quarry.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.quarry.node.Call;
import org.quarry.node.Lazy;
import org.quarry.node.model.Model;
import org.quarry.node.model.ModelRequest;
import org.quarry.node.model.Network;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Tensor;

/** What a running node may ask for. One serves a node for a run, or a driver's per-step node for all its evaluations. */
final class NodeCall implements Call {
    private final RunContext run;
    private final List<String> nodes;
    private final Supplier<Receipt> receipt;
    private final long start = System.nanoTime();
    private final LongSupplier held;
    private final AtomicLong networkNanos = new AtomicLong();
    private final Set<String> models = ConcurrentHashMap.newKeySet();
    private volatile boolean reportsProgress;

    /**
     * @param nodes that are computed by this call, the first speaks for all
     * @param receipt of all that these depend on
     * @param held nanoseconds since its start that do not count as progress
     */
    NodeCall(RunContext run, List<String> nodes, Supplier<Receipt> receipt, LongSupplier held) {
        this.run = run;
        this.nodes = nodes;
        this.receipt = receipt;
        this.held = held;
    }

    @Override
    public Model model(String name) {
        checkCancelled();
        models.add(name);
        return run.models().open(name);
    }

    @Override
    public Model model(ModelRequest request) {
        checkCancelled();
        models.addAll(request.names());
        return run.models().open(request);
    }

    @Override
    public Map<String, Tensor> run(Network network, Map<String, Tensor> inputs, String... outputs) {
        checkCancelled();
        long before = System.nanoTime();
        Map<String, Tensor> results = network.execute(inputs, List.of(outputs), run.cancelling());
        long nanos = System.nanoTime() - before;
        networkNanos.addAndGet(nanos);
        checkCancelled();
        run.announcer().tell(new RunEvent.NetworkRan(nodes, network.name(), nanos / 1e6));
        return results;
    }

    @Override
    public void demand(Lazy<?>... inputs) {
        Map<Demander, List<LazyInput>> together = new HashMap<>();
        for (Lazy<?> input : inputs) {
            if (input instanceof LazyInput lazy) {
                together.computeIfAbsent(lazy.demander(), key -> new ArrayList<>())
                        .add(lazy);
            }
        }
        together.forEach(Demander::demand);
    }

    @Override
    public void progress(int done, int total) {
        checkCancelled();
        reportsProgress = true;
        tellProgress(done, total);
    }

    /** Progress that the engine sees by itself, unless the node tells its own. */
    void stepsDone(int done, int total) {
        if (!reportsProgress) {
            tellProgress(done, total);
        }
    }

    private void tellProgress(int done, int total) {
        double elapsed = (System.nanoTime() - start - held.getAsLong()) / 1e6;
        run.announcer().tell(new RunEvent.Progress(nodes.get(0), done, total, elapsed));
    }

    @Override
    public void preview(Picture picture) {
        checkCancelled();
        run.announcer().tell(new RunEvent.Preview(nodes.get(0), picture));
    }

    @Override
    public void report(String sentence) {
        run.announcer().tell(new RunEvent.Report(nodes.get(0), sentence));
    }

    @Override
    public void checkCancelled() {
        run.cancelling().check();
    }

    @Override
    public Map<String, String> provenance() {
        return receipt.get().texts(run.request().text().get());
    }

    long networkNanos() {
        return networkNanos.get();
    }

    /** Counts models as its own that a batch opened. */
    void opened(Set<String> names) {
        models.addAll(names);
    }

    /** The models it opened. */
    Set<String> models() {
        return Set.copyOf(models);
    }
}
