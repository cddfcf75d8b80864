package org.quarry.engine;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quarry.node.model.Models;
import org.quarry.workflow.NodeCatalog;

/**
 * Runs flows. Results are kept in memory and reused by later runs, as long as nothing changed that they depend on. Any
 * number of runs may go on at once.
 */
public final class Engine implements AutoCloseable {
    /**
     * How an engine uses the machine.
     *
     * @param cache folder for what is kept between processes: hashes of files
     * @param resultBytes of results to keep in memory for later runs
     * @param stepBytes of step values to keep for each driver of a run
     * @param parallel how many nodes may compute at once
     */
    public record Options(Path cache, long resultBytes, long stepBytes, int parallel) {
        /** What suits the machine. @param cache folder for what is kept between processes */
        public static Options of(Path cache) {
            long memory = Runtime.getRuntime().maxMemory();
            int processors = Runtime.getRuntime().availableProcessors();
            return new Options(cache, memory / 4, memory / 8, Math.max(2, processors));
        }
    }

    private static final int MOST_THREADS = 256;
    private static final int CLOSING_MILLIS = 100;

    private final ForkJoinPool pool;
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile EngineParts parts;

    /**
     * An engine.
     *
     * @param nodes the nodes at hand
     * @param models closed with this engine
     */
    public Engine(NodeCatalog nodes, Models models, Options options) {
        pool = new ForkJoinPool(
                options.parallel(),
                Engine::worker,
                null,
                true,
                options.parallel(),
                MOST_THREADS,
                options.parallel(),
                null,
                1,
                TimeUnit.MINUTES);
        FileHashes hashes = new FileHashes(options.cache());
        parts = new EngineParts(
                nodes,
                models,
                new ModelContents(models, pool),
                hashes,
                new MemoryCache(options.resultBytes()),
                pool,
                options.stepBytes());
    }

    private static ForkJoinWorkerThread worker(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("quarry-" + thread.getPoolIndex());
        thread.setContextClassLoader(Engine.class.getClassLoader());
        return thread;
    }

    /** The nodes that it can run. */
    public NodeCatalog nodes() {
        return parts.nodes();
    }

    /**
     * From now on it runs these nodes. Runs that are under way go on with those they began with; if a node is gone or is
     * another one than before, results are computed again.
     */
    public synchronized void use(NodeCatalog nodes) {
        parts = parts.with(nodes);
    }

    /** The models that it can use. */
    public Models models() {
        return parts.models();
    }

    /**
     * Makes a run ready, not yet started, so that breakpoints can be set.
     *
     * @throws IllegalArgumentException if a target is not in the flow, or is per step and no driver reads it
     */
    public Run prepare(RunRequest request, RunListener listener) {
        EngineParts parts = this.parts;
        Graph graph = Graph.of(request.flow());
        int[] goals = Goals.of(graph, request.targets());
        Contents contents = new Contents(parts.modelContents(), parts.fileHashes(), request.inputFolder());
        Keys keys = Keys.of(graph, contents);
        Plan plan = Plan.of(graph, keys, parts.cache(), goals);
        Cancelling cancelling = new Cancelling();
        Announcer announcer = new Announcer(listener, cancelling::cancel);
        Run run = new Run(
                new RunContext(
                        request,
                        graph,
                        keys,
                        new Reasons(graph, keys, parts.history().of(request.identity())),
                        parts,
                        announcer,
                        cancelling,
                        new Gate(announcer, cancelling),
                        new Failures(),
                        new RunReceipt(graph, keys, parts),
                        new Ancestors(graph),
                        new AtWork()),
                plan);
        runs.add(run);
        run.whenOver(() -> {
            left.compareAndSet(false, run.left());
            runs.remove(run);
        });
        return run;
    }

    /** Runs and waits for the end. */
    public RunResult run(RunRequest request, RunListener listener) {
        return prepare(request, listener).start().join();
    }

    /**
     * One node of a request's flow by itself.
     *
     * @throws IllegalArgumentException if the flow does not have it, or if it takes more than values: steps, or inputs that
     *     it asks for
     */
    public LoneNode lone(RunRequest request, String node) {
        return new LoneNode(request, node, parts);
    }

    /** Forgets the results of a request's targets, so that they are computed again; what they need is kept. */
    public void forget(RunRequest request) {
        Graph graph = Graph.of(request.flow());
        Keys keys = Keys.of(graph, new Contents(parts.modelContents(), parts.fileHashes(), request.inputFolder()));
        for (int goal : Goals.of(graph, request.targets())) {
            parts.cache().remove(keys.key(goal));
        }
    }

    /** Forgets all results. */
    public void forget() {
        parts.cache().clear();
    }

    /**
     * Cancels what is running, waits for it, and closes the models. Nodes that do not stop are left behind, and with them
     * the models, which they may be using.
     */
    @Override
    public void close() {
        runs.forEach(Run::cancel);
        pool.shutdown();
        boolean interrupted = false;
        while (!pool.isTerminated() && !(runs.isEmpty() && left.get())) {
            try {
                pool.awaitTermination(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (pool.isTerminated()) {
            parts.models().close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
