package org.quarry.editor;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.swing.SwingUtilities;
import org.jspecify.annotations.Nullable;
import org.openide.util.Lookup;
import org.quarry.editor.document.Desk;
import org.quarry.editor.document.Document;
import org.quarry.editor.run.AutomaticRuns;
import org.quarry.editor.run.Pace;
import org.quarry.editor.run.Runs;
import org.quarry.editor.run.Settle;
import org.quarry.editor.steps.Reels;
import org.quarry.engine.Engine;
import org.quarry.engine.Setup;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.Models;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;

/**
 * What all windows share: the nodes, models and engine of this desktop, and which document is in front. The one place
 * where the editor looks things up.
 */
public final class Workbench {
    private static @Nullable Workbench shared;

    private final Setup setup;
    private final Desk desk;
    private final CompletableFuture<Models> models;
    private final CompletableFuture<Engine> engine;
    private final Runs runs;
    private final AutomaticRuns automatic;
    private final Reels reels;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Document current;

    /** A workbench. @param setup where nodes and models are */
    public Workbench(Setup setup) {
        this.setup = setup;
        NodeCatalog catalog = NodeCatalog.discover(setup.loaders());
        ExecutorService background = Executors.newSingleThreadExecutor(Workbench::daemon);
        models = CompletableFuture.supplyAsync(setup::openModels, background);
        engine = models.thenApplyAsync(opened -> new Engine(catalog, opened, setup.engine()), background);
        desk = new Desk(
                catalog,
                new LateModels(models),
                Path.of(System.getProperty("user.home")),
                Executors.newSingleThreadExecutor(Workbench::daemon),
                SwingUtilities::invokeLater);
        ExecutorService many = Executors.newCachedThreadPool(Workbench::daemon);
        Runs.Threads threads = new Runs.Threads(many, SwingUtilities::invokeLater, new Pace());
        runs = new Runs(engine, threads, Clock.systemUTC(), new SecureRandom()::nextLong);
        automatic = new AutomaticRuns(runs, new Settle());
        reels = new Reels(runs, engine, many, SwingUtilities::invokeLater);
    }

    /** The one of this desktop. */
    public static synchronized Workbench here() {
        if (shared == null) {
            if (System.getProperty("quarry.home") == null && System.getProperty("netbeans.home") != null) {
                // The platform's folder lies in the application's.
                System.setProperty(
                        "quarry.home",
                        String.valueOf(
                                Path.of(System.getProperty("netbeans.home")).getParent()));
            }
            ClassLoader modules = Optional.ofNullable(Lookup.getDefault().lookup(ClassLoader.class))
                    .orElseGet(Workbench.class::getClassLoader);
            shared = new Workbench(Setup.standard().withLoaders(List.of(modules)));
        }
        return shared;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "quarry-desk");
        thread.setDaemon(true);
        return thread;
    }

    /** What documents are edited with. */
    public Desk desk() {
        return desk;
    }

    /** Where nodes and models are. */
    public Setup setup() {
        return setup;
    }

    /** What runs them; opened in the background, for it loads the runtime of models. */
    public CompletableFuture<Engine> engine() {
        return engine;
    }

    /** What runs, waits and has run. */
    public Runs runs() {
        return runs;
    }

    /** Which documents run again whenever they change. */
    public AutomaticRuns automatic() {
        return automatic;
    }

    /** The steps of runs. */
    public Reels reels() {
        return reels;
    }

    /** The document in front; empty if none is open. */
    public Optional<Document> current() {
        return Optional.ofNullable(current);
    }

    /** Another document came to the front. @param front it; null if the last one was closed */
    public void show(@Nullable Document front) {
        if (current != front) {
            current = front;
            listeners.forEach(Runnable::run);
        }
    }

    /** Calls this whenever another document comes to the front. */
    public void whenShown(Runnable listener) {
        listeners.add(listener);
    }

    /** The models, as soon as their runtime is there; a check waits for it. */
    private record LateModels(CompletableFuture<Models> models) implements KnownModels {
        @Override
        public List<String> names() {
            return models.join().list().stream().map(ModelDescription::name).toList();
        }

        @Override
        public Optional<ModelDescription> describe(String name) {
            return models.join().describe(name);
        }
    }
}
