package org.quarry.editor.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.quarry.editor.run.QueuedRun;
import org.quarry.editor.run.Runs;
import org.quarry.editor.run.RunsListener;
import org.quarry.engine.Engine;
import org.quarry.engine.RunEvent;
import org.quarry.workflow.Flow;

/** The steps of all runs that still have them. To be used on the event thread. */
public final class Reels {
    private static final Logger LOG = Logger.getLogger(Reels.class.getName());

    private final Runs runs;
    private final CompletableFuture<Engine> engine;
    private final Executor background;
    private final Executor event;
    private final Map<QueuedRun, List<Reel>> reels = new WeakHashMap<>();
    private final Palette palette = new Palette();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param background where models' settings are read
     * @param event the event thread
     */
    public Reels(Runs runs, CompletableFuture<Engine> engine, Executor background, Executor event) {
        this.runs = runs;
        this.engine = engine;
        this.background = background;
        this.event = event;
        runs.listen(new RunsListener() {
            @Override
            public void changed() {
                reels.keySet().removeIf(run -> run.state().over() && !run.hasSteps());
                runs.running().ifPresent(run -> run.flow().ifPresent(flow -> prepare(run, flow)));
            }

            @Override
            public void told(QueuedRun run, List<RunEvent> events) {
                follow(run, events);
            }

            @Override
            public void ended(QueuedRun run) {
                run.colours().ifPresent(colours -> of(run).forEach(reel -> palette.learn(reel.driver(), colours)));
                of(run).forEach(reel -> reel.follow(run.steps(reel.driver().name())));
                tell();
            }
        });
    }

    /** The reels of a run, one for each driver that took a step; none once its memory was needed for later runs. */
    List<Reel> of(QueuedRun run) {
        return reels.getOrDefault(run, List.of()).stream()
                .filter(reel -> reel.size() > 0)
                .toList();
    }

    /** The runs that have steps to look at, the newest last. */
    List<QueuedRun> runs() {
        return runs.all().stream().filter(run -> !of(run).isEmpty()).toList();
    }

    /** Decodes as a run does. */
    CompletableFuture<Optional<Decoding>> decoding(Flow flow) {
        return engine.thenApplyAsync(opened -> Decoding.of(flow, opened), background);
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    private void prepare(QueuedRun run, Flow flow) {
        if (reels.containsKey(run)) {
            return;
        }
        reels.put(run, List.of());
        List<String> names = Driver.names(flow);
        if (names.isEmpty()) {
            return;
        }
        engine.thenApplyAsync(
                        opened -> names.stream()
                                .flatMap(name -> Driver.of(flow, name, opened.models()).stream())
                                .toList(),
                        background)
                .whenComplete((drivers, broken) -> event.execute(() -> {
                    if (broken == null) {
                        known(run, drivers);
                    } else {
                        LOG.log(Level.WARNING, broken, () -> "the steps of " + run.name() + " cannot be shown");
                    }
                }));
    }

    private void known(QueuedRun run, List<Driver> drivers) {
        List<Reel> made = new ArrayList<>();
        for (Driver driver : drivers) {
            Reel reel = new Reel(driver, palette);
            reel.follow(run.steps(driver.name()));
            made.add(reel);
        }
        reels.put(run, List.copyOf(made));
        tell();
    }

    private void follow(QueuedRun run, List<RunEvent> events) {
        boolean stepped = false;
        for (RunEvent event : events) {
            if (event instanceof RunEvent.Stepped step) {
                stepped = true;
                for (Reel reel : reels.getOrDefault(run, List.of())) {
                    if (reel.driver().name().equals(step.values().driver())) {
                        reel.follow(run.steps(reel.driver().name()));
                        NodePictures.show(run.order().document(), reel, reel.size() - 1);
                    }
                }
            }
        }
        if (stepped) {
            tell();
        }
    }
}
