package org.quarry.editor.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quarry.editor.picture.LatentColours;
import org.quarry.engine.Failure;
import org.quarry.engine.Receipt;
import org.quarry.engine.Run;
import org.quarry.engine.RunEvent;
import org.quarry.engine.StepValues;
import org.quarry.tensor.Picture;
import org.quarry.workflow.Flow;
import org.quarry.workflow.Problem;

/**
 * A run in the queue or in the history. To be used on the event thread; only {@link Runs} changes it.
 *
 * <pre>{@code
 * WAITING ──► PREPARING ──► RUNNING ◄──► HELD
 *    │            │            │
 *    │            ├─► REFUSED  ├──► FINISHED | FAILED
 *    └────────────┴────────────┴──► CANCELLED
 * }</pre>
 */
public final class QueuedRun {
    /** Where a run stands. */
    public enum State {
        /** Another one goes first. */
        WAITING,
        /** It is checked and planned. */
        PREPARING,
        /** It goes on. */
        RUNNING,
        /** It is held and can be stepped through. */
        HELD,
        /** It reached its goals. */
        FINISHED,
        /** A node failed. */
        FAILED,
        /** The workflow cannot run as it is. */
        REFUSED,
        /** It was stopped. */
        CANCELLED;

        /** Whether nothing will come of it any more. */
        public boolean over() {
            return ordinal() >= FINISHED.ordinal();
        }

        /** As a user reads it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final int number;
    private final RunOrder order;
    private final RunProgress progress;
    private State state = State.WAITING;
    private @Nullable Instant began;
    private double millis;
    private String sentence = "";
    private List<Problem> problems = List.of();
    private List<Failure> failures = List.of();
    private List<Path> files = List.of();
    private Map<String, List<Picture>> pictures = Map.of();
    private List<String> goals = List.of();
    private @Nullable LatentColours colours;
    private @Nullable Flow flow;
    private @Nullable Receipt receipt;
    private volatile boolean cancelled;
    private volatile @Nullable Run run;

    QueuedRun(int number, RunOrder order) {
        this.number = number;
        this.order = order;
        progress = new RunProgress(order.document().activity());
    }

    /** From 1, in the order in which runs were asked for. */
    public int number() {
        return number;
    }

    /** What was asked for. */
    public RunOrder order() {
        return order;
    }

    /** What people call it. */
    public String name() {
        return "#" + number + " " + order.title();
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** How far it has come. */
    public RunProgress progress() {
        return progress;
    }

    /** When it began; empty while it waits. */
    public Optional<Instant> began() {
        return Optional.ofNullable(began);
    }

    /** How long it took, in milliseconds; 0 before its end. */
    public double millis() {
        return millis;
    }

    /** Why it was refused or failed, or where it is held; empty if there is nothing to say. */
    public String sentence() {
        return sentence;
    }

    /** Why it was refused. */
    public List<Problem> problems() {
        return problems;
    }

    /** The nodes that failed. */
    public List<Failure> failures() {
        return failures;
    }

    /** The files that it wrote. */
    public List<Path> files() {
        return files;
    }

    /** The pictures of its nodes that are kept, by node. */
    public Map<String, List<Picture>> pictures() {
        return pictures;
    }

    /** The pictures that it was for: those of its goals, or if these have none, all. */
    public List<Picture> results() {
        Map<String, List<Picture>> wanted = new LinkedHashMap<>(pictures);
        wanted.keySet().retainAll(goals);
        return (wanted.isEmpty() ? pictures : wanted)
                .values().stream().flatMap(List::stream).distinct().toList();
    }

    /** What its decoder made of its latent; empty if it decoded none. */
    public Optional<LatentColours> colours() {
        return Optional.ofNullable(colours);
    }

    /** What was run, with components replaced by their content; empty before it begins and if it was refused. */
    public Optional<Flow> flow() {
        return Optional.ofNullable(flow);
    }

    /** How its values came about; empty until that is known. */
    public Optional<Receipt> receipt() {
        return Optional.ofNullable(receipt);
    }

    /** What stood on a driver's per-step wires, the oldest step first; none once the memory was needed for later runs. */
    public List<StepValues> steps(String driver) {
        Run known = run;
        return known == null ? List.of() : known.steps(driver);
    }

    /** The engine's run, to hold and step it; empty unless it goes on. */
    Optional<Run> control() {
        return state == State.RUNNING || state == State.HELD ? Optional.ofNullable(run) : Optional.empty();
    }

    /** May be called from any thread. */
    void cancel() {
        cancelled = true;
        Run known = run;
        if (known != null) {
            known.cancel();
        }
    }

    /** Whether somebody wants it to stop. */
    boolean cancelled() {
        return cancelled;
    }

    /** The engine's run is ready. Called before it starts, from any thread. */
    void prepared(Run ready) {
        run = ready;
        if (cancelled) {
            ready.cancel();
        }
    }

    void preparing(Instant now) {
        state = State.PREPARING;
        began = now;
    }

    void running(Flow what) {
        state = State.RUNNING;
        flow = what;
    }

    void note(RunEvent event) {
        progress.note(event);
        if (event instanceof RunEvent.RunStarted started) {
            goals = started.goals();
        } else if (event instanceof RunEvent.Paused paused) {
            state = State.HELD;
            sentence = "before '" + paused.node() + "'" + (paused.step() < 0 ? "" : " at step " + (paused.step() + 1));
        } else if (event instanceof RunEvent.Resumed) {
            state = State.RUNNING;
            sentence = "";
        }
    }

    void ended(RunOutcome outcome) {
        state = outcome.state();
        millis = outcome.millis();
        sentence = outcome.sentence();
        problems = outcome.problems();
        failures = outcome.failures();
        files = outcome.files();
        pictures = outcome.pictures();
        colours = outcome.colours().orElse(null);
        progress.end();
    }

    void receipt(Receipt made) {
        receipt = made;
    }

    /** Gives back the memory that steps take. */
    void forgetSteps() {
        run = null;
    }

    /** Whether it still has what its steps were. */
    public boolean hasSteps() {
        return run != null;
    }

    /** Gives back the memory that pictures take. */
    void forgetPictures() {
        pictures = Map.of();
    }
}
