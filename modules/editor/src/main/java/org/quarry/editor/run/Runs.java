package org.quarry.editor.run;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.SeedMode;
import org.quarry.editor.run.QueuedRun.State;
import org.quarry.engine.Breakpoint;
import org.quarry.engine.Engine;
import org.quarry.engine.Run;
import org.quarry.engine.RunEvent;
import org.quarry.json.Json;
import org.quarry.workflow.Flow;
import org.quarry.workflow.Socket;

/**
 * The queue of runs of this desktop, one at a time, and its history. To be used on the event thread; the engine works
 * elsewhere and is never waited for here.
 */
public final class Runs {
    private static final Logger LOG = Logger.getLogger(Runs.class.getName());
    private static final int KEPT = 200;
    private static final int WITH_PICTURES = 20;
    /** Steps take much memory; two runs of them can be compared. */
    private static final int WITH_STEPS = 2;

    private final CompletableFuture<Engine> engine;
    private final Threads threads;
    private final Clock clock;
    private final LongSupplier random;
    private final List<RunsListener> listeners = new CopyOnWriteArrayList<>();
    private final List<QueuedRun> all = new ArrayList<>();
    private final Map<Document, Map<Socket, Json>> usedSeeds = new WeakHashMap<>();
    private final Map<Document, BreakpointFollower> followers = new WeakHashMap<>();
    private int numbers;

    /**
     * Where things happen.
     *
     * @param launcher a run is prepared and waited for here
     * @param event where listeners are told
     * @param pace the same, a little later, for bundles of events
     */
    public record Threads(Executor launcher, Executor event, Consumer<Runnable> pace) {}

    /** An empty queue. @param random any 64 bits, for seeds */
    public Runs(CompletableFuture<Engine> engine, Threads threads, Clock clock, LongSupplier random) {
        this.engine = engine;
        this.threads = threads;
        this.clock = clock;
        this.random = random;
    }

    /** Asks for a run; it begins as soon as no other goes on. */
    public QueuedRun queue(RunOrder order) {
        QueuedRun run = new QueuedRun(++numbers, order);
        all.add(run);
        followers.computeIfAbsent(order.document(), BreakpointFollower::new);
        forget();
        pump();
        tell(RunsListener::changed);
        return run;
    }

    /**
     * Asks for a run of a document as it is now. Seeds that have served go on first, as their modes say.
     *
     * @param targets nodes to compute; empty for all that show or write something
     */
    public QueuedRun queue(Document document, List<String> targets, RunOrder.Cause cause) {
        if (cause == RunOrder.Cause.RUN) {
            SeedMode.advance(document, usedSeeds.getOrDefault(document, Map.of()), random);
            usedSeeds.put(document, SeedMode.seeds(document));
        }
        return queue(RunOrder.of(document, targets, cause));
    }

    /** Runs a document again because it changed; an automatic run of it that is not over gives way. */
    public QueuedRun replaceAutomatic(Document document, List<String> targets) {
        open().stream()
                .filter(run -> run.order().cause() == RunOrder.Cause.AUTOMATIC)
                .filter(run -> run.order().document() == document)
                .forEach(this::cancel);
        return queue(document, targets, RunOrder.Cause.AUTOMATIC);
    }

    /** All runs that are remembered, the newest last. */
    public List<QueuedRun> all() {
        return Collections.unmodifiableList(all);
    }

    /** The run that goes on or is held; empty if none is. */
    public Optional<QueuedRun> running() {
        return all.stream()
                .filter(run -> run.state() != State.WAITING && !run.state().over())
                .findFirst();
    }

    /** The runs that are not over. */
    public List<QueuedRun> open() {
        return all.stream().filter(run -> !run.state().over()).toList();
    }

    /** The run of a document that began last. */
    public Optional<QueuedRun> last(Document document) {
        return all.stream()
                .filter(run -> run.order().document() == document && run.began().isPresent())
                .reduce((first, second) -> second);
    }

    /** Stops a run, or takes it out of the queue. */
    public void cancel(QueuedRun run) {
        if (run.state() == State.WAITING) {
            end(run, RunOutcome.cancelled());
        } else if (!run.state().over()) {
            run.cancel();
        }
    }

    /** Takes everything out of the queue that has not begun. */
    public void clear() {
        all.stream().filter(run -> run.state() == State.WAITING).toList().forEach(this::cancel);
    }

    /** Stops everything. */
    public void cancelAll() {
        clear();
        running().ifPresent(this::cancel);
    }

    /** Does something with the run that goes on, such as holding it. */
    public void control(Consumer<Run> action) {
        running().flatMap(QueuedRun::control).ifPresent(action);
    }

    /** Tells this listener from now on. */
    public void listen(RunsListener listener) {
        listeners.add(listener);
    }

    /** Tells this listener no more. */
    public void ignore(RunsListener listener) {
        listeners.remove(listener);
    }

    private void pump() {
        if (running().isPresent()) {
            return;
        }
        all.stream().filter(run -> run.state() == State.WAITING).findFirst().ifPresent(this::begin);
    }

    private void begin(QueuedRun run) {
        run.preparing(clock.instant());
        List<Breakpoint> breakpoints =
                BreakpointFollower.of(run.order().document().breakpoints());
        EventRelay relay = new EventRelay(threads.pace(), events -> told(run, events));
        Attempt attempt =
                new Attempt(run, relay, breakpoints, flow -> threads.event().execute(() -> started(run, flow)));
        CompletableFuture.supplyAsync(() -> attempt.go(engine.join()), threads.launcher())
                .whenComplete((outcome, broken) -> threads.event().execute(() -> {
                    relay.flush();
                    end(run, broken == null ? outcome : broken(run, broken));
                }));
    }

    private static RunOutcome broken(QueuedRun run, Throwable broken) {
        LOG.log(Level.WARNING, broken, () -> run.name() + " broke off");
        Throwable cause = broken.getCause() == null ? broken : broken.getCause();
        return RunOutcome.broken(cause);
    }

    private void started(QueuedRun run, Flow flow) {
        run.running(flow);
        tell(RunsListener::changed);
    }

    private void told(QueuedRun run, List<RunEvent> events) {
        NodeNews news = new NodeNews(run.order().document());
        run.order().document().activity().together(() -> events.forEach(news::note));
        for (RunEvent event : events) {
            run.note(event);
        }
        listeners.forEach(listener -> listener.told(run, events));
        tell(RunsListener::changed);
    }

    private void end(QueuedRun run, RunOutcome outcome) {
        run.ended(outcome);
        NodeNews news = new NodeNews(run.order().document());
        run.order().document().activity().together(() -> news.pictures(outcome.pictures()));
        outcome.receipt()
                .ifPresent(receipt -> CompletableFuture.supplyAsync(receipt, threads.launcher())
                        .whenComplete((made, broken) -> threads.event().execute(() -> receipt(run, made, broken))));
        listeners.forEach(listener -> listener.ended(run));
        forget();
        pump();
        tell(RunsListener::changed);
    }

    private void receipt(QueuedRun run, org.quarry.engine.@Nullable Receipt made, @Nullable Throwable broken) {
        if (made == null) {
            LOG.log(Level.WARNING, broken, () -> "no receipt of " + run.name());
        } else {
            run.receipt(made);
            tell(RunsListener::changed);
        }
    }

    /** Lets go of what old runs keep in memory, of the oldest runs, and of automatic ones that others followed. */
    private void forget() {
        all.removeIf(run -> run.order().cause() == RunOrder.Cause.AUTOMATIC
                && run.state().over()
                && all.stream().anyMatch(later -> later.number() > run.number() && follows(later, run)));
        List<QueuedRun> over = all.stream().filter(run -> run.state().over()).toList();
        List<QueuedRun> withSteps = over.stream().filter(QueuedRun::hasSteps).toList();
        withSteps.stream().limit(Math.max(0, withSteps.size() - WITH_STEPS)).forEach(QueuedRun::forgetSteps);
        over.stream().limit(Math.max(0, over.size() - WITH_PICTURES)).forEach(QueuedRun::forgetPictures);
        over.stream().limit(Math.max(0, over.size() - KEPT)).forEach(all::remove);
    }

    private static boolean follows(QueuedRun later, QueuedRun run) {
        return later.order().cause() == RunOrder.Cause.AUTOMATIC
                && later.order().document() == run.order().document()
                && later.state() != State.WAITING;
    }

    private void tell(Consumer<RunsListener> event) {
        listeners.forEach(event);
    }

    /** Carries breakpoints that come and go over to the run that goes on. */
    private final class BreakpointFollower implements Runnable {
        private final Document document;
        private List<Breakpoint> known;

        BreakpointFollower(Document document) {
            this.document = document;
            known = of(document.breakpoints());
            document.breakpoints().listen(this);
        }

        static List<Breakpoint> of(org.quarry.editor.document.Breakpoints breakpoints) {
            List<Breakpoint> all = new ArrayList<>();
            breakpoints.nodes().forEach(node -> all.add(new Breakpoint.AtNode(node)));
            breakpoints.steps().forEach(step -> all.add(new Breakpoint.AtStep(step)));
            return all;
        }

        @Override
        public void run() {
            List<Breakpoint> now = of(document.breakpoints());
            running()
                    .filter(run -> run.order().document() == document)
                    .flatMap(QueuedRun::control)
                    .ifPresent(run -> {
                        known.stream()
                                .filter(breakpoint -> !now.contains(breakpoint))
                                .forEach(run::remove);
                        now.stream()
                                .filter(breakpoint -> !known.contains(breakpoint))
                                .forEach(run::set);
                    });
            known = now;
        }
    }
}
