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
import org.quarry.editor.canvas.TypeColours;
import org.quarry.editor.document.Desk;
import org.quarry.editor.document.Document;
import org.quarry.editor.run.AutomaticRuns;
import org.quarry.editor.run.Pace;
import org.quarry.editor.run.Runs;
import org.quarry.editor.run.Settle;
import org.quarry.editor.steps.Reels;
import org.quarry.engine.Engine;
import org.quarry.engine.Folders;
import org.quarry.engine.Setup;
import org.quarry.extension.LoadedModules;
import org.quarry.extension.ModuleFolder;
import org.quarry.node.model.ModelDescription;
import org.quarry.node.model.Models;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeSources;

/**
 * What all windows share: the nodes, models and engine of this desktop, and which document is in front. The one place
 * where the editor looks things up.
 */
public final class Workbench {
    private static @Nullable Workbench shared;

    private final Setup setup;
    private final NodeSources own;
    private final LoadedModules modules;
    private final Desk desk;
    private final CompletableFuture<Models> models;
    private final CompletableFuture<Engine> engine;
    private final Runs runs;
    private final AutomaticRuns automatic;
    private final Reels reels;
    private final ExecutorService looking = Executors.newSingleThreadExecutor(Workbench::daemon);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> moduleListeners = new CopyOnWriteArrayList<>();
    private @Nullable Document current;

    /** A workbench. @param without where nodes and models are, but for what is installed @param modules what is installed */
    public Workbench(Setup without, LoadedModules modules) {
        this.modules = modules;
        own = without.nodes();
        setup = without.withNodes(own.and(modules.sources()));
        NodeCatalog catalog = NodeCatalog.discover(setup.nodes());
        ExecutorService background = Executors.newSingleThreadExecutor(Workbench::daemon);
        models = new CompletableFuture<>();
        TypeColours.learn(catalog.extensions());
        desk = new Desk(
                catalog,
                new LateModels(models),
                Path.of(System.getProperty("user.home")),
                Executors.newSingleThreadExecutor(Workbench::daemon),
                SwingUtilities::invokeLater);
        // Whoever wants a model's family asks the modules of that moment.
        models.completeAsync(() -> setup.openModels(() -> desk.catalog().extensions()), background);
        engine = models.thenApplyAsync(opened -> new Engine(catalog, opened, setup.engine()), background);
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
            ModuleFolder installed = new ModuleFolder(Folders.here().modules());
            shared = new Workbench(
                    Setup.standard().withLoaders(List.of(modules)), new LoadedModules(installed, modules));
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

    /** What is installed. */
    public LoadedModules modules() {
        return modules;
    }

    /** Follows what was installed, updated or removed meanwhile, by this desktop or by a command. */
    public void lookForModules() {
        looking.execute(() -> {
            if (modules.changed()) {
                NodeCatalog catalog = NodeCatalog.discover(own.and(modules.sources()));
                SwingUtilities.invokeLater(() -> use(catalog));
            }
        });
    }

    private void use(NodeCatalog catalog) {
        engine.thenAccept(opened -> opened.use(catalog));
        TypeColours.learn(catalog.extensions());
        desk.use(catalog);
        moduleListeners.forEach(Runnable::run);
    }

    /** Calls this whenever other nodes are at hand. */
    public void whenModulesChanged(Runnable listener) {
        moduleListeners.add(listener);
    }

    /** Does so no more. */
    public void ignoreModules(Runnable listener) {
        moduleListeners.remove(listener);
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
        public List<String> parts() {
            return models.join().parts().stream().map(ModelDescription::name).toList();
        }

        @Override
        public Optional<ModelDescription> describe(String name) {
            return models.join().describe(name);
        }
    }
}
