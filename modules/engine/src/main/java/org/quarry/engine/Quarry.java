package org.quarry.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.workflow.Check;
import org.quarry.workflow.Checked;
import org.quarry.workflow.Components;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.ModuleNotes;
import org.quarry.workflow.Settings;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;
import org.quarry.workflow.json.WorkflowReader;
import org.quarry.workflow.json.WorkflowWriter;

/**
 * A workflow about to run, the door for Java programs. Immutable: each {@code with} gives another one.
 *
 * <pre>{@code
 * Quarry.load(Path.of("text-to-image.json")).with("prompt.text", "a boat").run().orThrow();
 * }</pre>
 *
 * <p>That opens an engine for one run. Several runs share results and loaded networks if they share an engine:
 *
 * <pre>{@code
 * try (Engine engine = Setup.standard().open()) {
 *     Quarry boat = Quarry.load(Path.of("text-to-image.json")).on(engine);
 *     for (int seed = 1; seed <= 9; seed++) {
 *         boat.seed(seed).run().orThrow();
 *     }
 * }
 * }</pre>
 */
public final class Quarry {
    private final Workflow workflow;
    private final Path folder;
    private final String identity;
    private final Way way;

    /** How to run, as against what. */
    private record Way(
            Setup setup,
            @Nullable Engine engine,
            Path output,
            List<String> targets,
            @Nullable Long seed,
            RunListener listener) {}

    private Quarry(Workflow workflow, Path folder, String identity, Way way) {
        this.workflow = workflow;
        this.folder = folder;
        this.identity = identity;
        this.way = way;
    }

    /**
     * Reads a workflow from its file, or from a picture that one made.
     *
     * @throws WorkflowException if it cannot be read; the message names the file, and line and column where they are known
     */
    public static Quarry load(Path file) {
        try {
            Path folder = file.toAbsolutePath().resolveSibling("");
            Workflow workflow = WorkflowReader.read(file).workflow();
            return of(workflow, folder, file.toAbsolutePath().normalize().toString());
        } catch (JsonException e) {
            throw new WorkflowException(e.getMessage() == null ? file + " is no workflow" : e.getMessage(), e);
        } catch (IOException e) {
            throw new WorkflowException(file + " cannot be read: " + e + "; check the name and the permissions", e);
        }
    }

    /**
     * A workflow at hand.
     *
     * @param folder what its input files and components are relative to
     * @param identity the same from run to run, so that the engine can say what changed between them
     */
    public static Quarry of(Workflow workflow, Path folder, String identity) {
        Way way = new Way(Setup.standard(), null, Path.of(""), List.of(), null, RunListener.NONE);
        return new Quarry(workflow, folder, identity, way);
    }

    /**
     * Sets a parameter, or replaces the wire to an input by a value.
     *
     * @param socket as in {@code prompt.text}
     * @param value a text, number, truth value, enum constant, {@link Path} or {@link Json}
     * @throws WorkflowException if there is no such node; whether there is such an input is checked before the run
     */
    public Quarry with(String socket, Object value) {
        Socket at = Socket.parse(socket);
        if (!workflow.nodes().containsKey(at.node())) {
            throw new WorkflowException("there is no node '" + at.node() + "' to set '" + at.port() + "' of; there are "
                    + String.join(", ", workflow.nodes().keySet()));
        }
        return changed(workflow.with(at, new Input.Value(JavaValue.json(value))));
    }

    /** Gives every seed that is not linked a value from this one on, as {@link Settings#seeds}. @param seed read as unsigned */
    public Quarry seed(long seed) {
        return way(new Way(way.setup, way.engine, way.output, way.targets, seed, way.listener));
    }

    /** Runs on this engine, instead of one of its own; it stays open. */
    public Quarry on(Engine engine) {
        return way(new Way(way.setup, engine, way.output, way.targets, way.seed, way.listener));
    }

    /** Opens its own engine so, instead of by {@link Setup#standard}. */
    public Quarry on(Setup setup) {
        return way(new Way(setup, null, way.output, way.targets, way.seed, way.listener));
    }

    /** Writes files relative to this folder, instead of the current one. */
    public Quarry into(Path output) {
        return way(new Way(way.setup, way.engine, output, way.targets, way.seed, way.listener));
    }

    /** Computes these, instead of all that show or write something. @param nodesOrPorts {@code decode} or {@code decode.pictures} */
    public Quarry to(String... nodesOrPorts) {
        return way(new Way(way.setup, way.engine, way.output, List.of(nodesOrPorts), way.seed, way.listener));
    }

    /** Tells this listener of what happens. */
    public Quarry listener(RunListener listener) {
        return way(new Way(way.setup, way.engine, way.output, way.targets, way.seed, listener));
    }

    /** The workflow with all that was set. */
    public Workflow workflow() {
        return workflow;
    }

    /** What there is to say about it before it runs on an engine. */
    public Checked check(Engine engine) {
        Components components = new ComponentFiles(folder);
        Workflow seeded = workflow;
        if (way.seed != null) {
            Map<Socket, Json> seeds = new Settings(engine.nodes(), components).seeds(workflow, way.seed);
            for (Map.Entry<Socket, Json> seed : seeds.entrySet()) {
                seeded = seeded.with(seed.getKey(), new Input.Value(seed.getValue()));
            }
        }
        return new Check(engine.nodes(), KnownModels.of(engine.models()), components).check(seeded);
    }

    /**
     * Runs it and waits for the end.
     *
     * @throws WorkflowException if the check finds an error; nothing has run then
     */
    public RunResult run() {
        if (way.engine != null) {
            return prepare(way.engine).start().join();
        }
        try (Engine engine = way.setup.open()) {
            RunResult result = prepare(engine).start().join();
            // Once the engine is closed nothing more can be hashed.
            result.receipt();
            return result;
        }
    }

    /**
     * Makes a run ready on an engine, to be started, held and cancelled by its own methods.
     *
     * @throws WorkflowException if the check finds an error
     */
    public Run prepare(Engine engine) {
        Checked checked = check(engine);
        RunRequest request = new RunRequest(
                checked.flow().orElseThrow(() -> new WorkflowException(checked)),
                way.targets,
                folder,
                way.output,
                identity,
                () -> WorkflowWriter.write(ModuleNotes.update(checked.workflow(), engine.nodes())));
        return engine.prepare(request, way.listener);
    }

    private Quarry changed(Workflow other) {
        return new Quarry(other, folder, identity, way);
    }

    private Quarry way(Way other) {
        return new Quarry(workflow, folder, identity, other);
    }
}
