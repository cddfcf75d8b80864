package org.quarry.editor.run;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.swing.SwingUtilities;
import org.quarry.editor.document.Desk;
import org.quarry.editor.document.Document;
import org.quarry.engine.Engine;
import org.quarry.engine.Setup;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** A queue of runs with a real engine, and a thread that stands for the event thread. */
public final class RunBench implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Executor event;
    private final ExecutorService own = Executors.newSingleThreadExecutor();
    private final ExecutorService launcher = Executors.newCachedThreadPool();
    private final AtomicLong random = new AtomicLong(100);
    public final Engine engine;
    public final Runs runs;
    public final Desk desk;

    public RunBench(Path folder) {
        this(folder, Optional.empty());
    }

    /** One whose event thread is that of Swing. */
    public static RunBench onEventThread(Path folder) {
        return new RunBench(folder, Optional.of(SwingUtilities::invokeLater));
    }

    private RunBench(Path folder, Optional<Executor> eventThread) {
        event = eventThread.orElse(own);
        NodeCatalog catalog = RunningNodes.catalog();
        Setup nothing = Setup.standard().withLoaders(List.of());
        engine = new Engine(
                catalog, nothing.openModels(), new Engine.Options(folder.resolve("cache"), 1 << 20, 1 << 20, 4));
        desk = new Desk(catalog, KnownModels.UNKNOWN, folder, Runnable::run, Runnable::run);
        runs = new Runs(
                CompletableFuture.completedFuture(engine),
                new Runs.Threads(launcher, event, event::execute),
                Clock.systemUTC(),
                random::getAndIncrement);
        RunningNodes.SEEDED.clear();
        RunningNodes.LATCHES.clear();
    }

    /** A workflow of lines such as {@code show = show picture<-paint.picture}. */
    public Document document(String... lines) {
        Workflow workflow = Workflow.empty("Test");
        for (String line : lines) {
            String[] words = line.split("\\s+");
            Map<String, Input> inputs = new LinkedHashMap<>();
            for (int i = 3; i < words.length; i++) {
                boolean wire = words[i].contains("<-");
                String[] sides = words[i].split(wire ? "<-" : "=", 2);
                inputs.put(sides[0], wire ? wire(sides[1]) : new Input.Value(value(sides[1])));
            }
            workflow = workflow.with(
                    words[0],
                    PlacedNode.of(NodeType.parse("test:" + words[2] + "@1")).withInputs(inputs));
        }
        return Document.unsaved(desk, workflow, desk.homeFolder());
    }

    /** A seed that is held, painted and shown. @param note what the node that holds it waits for; {@code open} for nothing */
    public Document picture(String note) {
        return document(
                "seeded = seeded seed=51",
                "hold = hold value<-seeded.value note=" + note,
                "paint = paint value<-hold.value",
                "show = show picture<-paint.picture");
    }

    private static Input wire(String from) {
        return new Input.Wires(List.of(Socket.parse(from)));
    }

    private static Json value(String written) {
        return written.matches("[0-9]+") ? Json.of(Long.parseLong(written)) : Json.of(written);
    }

    /** Does something on the event thread. */
    public <T> T on(Callable<T> action) {
        try {
            FutureTask<T> task = new FutureTask<>(action);
            event.execute(task);
            return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Does something on the event thread. */
    public void does(Runnable action) {
        on(() -> {
            action.run();
            return "";
        });
    }

    /** What stands for the event thread. */
    public Executor event() {
        return event;
    }

    /** Asks for a run of all that shows something. */
    public QueuedRun queue(Document document, String... targets) {
        return on(() -> runs.queue(document, List.of(targets), RunOrder.Cause.RUN));
    }

    /** Waits until something holds on the event thread. */
    public void await(BooleanSupplier condition) {
        CompletableFuture<Void> held = new CompletableFuture<>();
        RunsListener listener = new RunsListener() {
            @Override
            public void changed() {
                if (condition.getAsBoolean()) {
                    held.complete(null);
                }
            }
        };
        does(() -> {
            runs.listen(listener);
            listener.changed();
        });
        try {
            held.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("waited in vain; the runs are " + states(), e);
        } finally {
            does(() -> runs.ignore(listener));
        }
    }

    /** Waits for the end of a run. */
    public QueuedRun over(QueuedRun run) {
        await(() -> run.state().over());
        return run;
    }

    public List<String> states() {
        return on(() -> {
            List<String> states = new ArrayList<>();
            runs.all().forEach(run -> states.add(run.name() + " " + run.state()));
            return states;
        });
    }

    @Override
    public void close() {
        does(runs::cancelAll);
        RunningNodes.LATCHES.values().forEach(latch -> latch.countDown());
        engine.close();
        launcher.shutdown();
        own.shutdown();
    }
}
