package org.quarry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.quarry.engine.Engine;
import org.quarry.engine.RunResult;
import org.quarry.json.Json;
import org.quarry.node.NodeException;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.Settings;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a workflow for all combinations of some values, into one labelled grid. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a workflow's first picture for every combination of some parameters' values, and puts them into one"
                    + " labelled grid. What no varied parameter reaches runs once.",
            "The last --vary gives the columns. Example: quarry sweep w.json --vary seed=1..4 --vary guided.scale=1,3,7"
        })
final class SweepCommand implements Callable<Integer> {
    private static final int MOST_CELLS = 400;
    private static final int LONGEST_LABEL = 10;

    @Mixin
    private WorkflowOptions options = new WorkflowOptions();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Option(
            names = "--vary",
            paramLabel = "NAME=VALUES",
            required = true,
            description =
                    "What is varied: node.parameter, or seed for all seeds as --seed; values as 1,3,7 or 1..9 or 0..1:0.25.")
    private List<String> axes = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The grid. Default: the workflow's name with -sweep.png; an existing file is never replaced.")
    private @Nullable Path output;

    @Option(names = "--events", description = "Print events as JSON, one on each line, instead of reports and files.")
    private boolean events;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        WorkflowDocument document = options.read();
        try (Engine engine = Discovery.setup(models).open()) {
            Workflow grid = grid(options.set(document, engine.nodes()), engine.nodes());
            Session session = new Session(engine, spec.commandLine(), events, false);
            RunResult result = session.run(document.with(grid), Documents.folder(options.file()));
            return session.report(result);
        }
    }

    private Workflow grid(Workflow workflow, NodeCatalog nodes) {
        List<Axis> parsed = axes.stream().map(Axis::parse).toList();
        Socket picture = Outputs.picture(workflow, nodes)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        options.file() + " shows and saves no picture; a sweep needs one to put into its grid"));
        int columns = parsed.get(parsed.size() - 1).values().size();
        return Sweep.grid(workflow, picture, combinations(workflow, parsed, options.settings(nodes)), columns, file());
    }

    private String file() {
        if (output != null) {
            return output.toString();
        }
        String name = String.valueOf(options.file().getFileName());
        int dot = name.lastIndexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)) + "-sweep.png";
    }

    /** All combinations, the last axis fastest. */
    private static List<Sweep.Combination> combinations(Workflow workflow, List<Axis> axes, Settings settings) {
        long cells = axes.stream().mapToLong(axis -> axis.values().size()).reduce(1, Math::multiplyExact);
        if (cells > MOST_CELLS) {
            throw new CommandException(
                    ExitCode.USAGE, "this sweep has " + cells + " pictures, more than " + MOST_CELLS + "; vary less");
        }
        List<Sweep.Combination> combinations = List.of(new Sweep.Combination(Map.of(), ""));
        for (Axis axis : axes) {
            List<Sweep.Combination> longer = new ArrayList<>();
            for (Sweep.Combination combination : combinations) {
                for (String value : axis.values()) {
                    longer.add(with(combination, workflow, axis, value, settings));
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private static Sweep.Combination with(
            Sweep.Combination combination, Workflow workflow, Axis axis, String value, Settings settings) {
        Map<Socket, Json> values = new LinkedHashMap<>(combination.values());
        values.putAll(values(workflow, axis, value, settings));
        String label = combination.label() + (combination.label().isEmpty() ? "" : ", ") + label(axis, value);
        return new Sweep.Combination(values, label);
    }

    /** Short enough that two of them fit under a small picture: {@code scale 3}, or of a longer text its beginning. */
    private static String label(Axis axis, String value) {
        if (value.length() > LONGEST_LABEL) {
            return value.substring(0, LONGEST_LABEL) + "..";
        }
        return axis.target().substring(axis.target().indexOf('.') + 1) + " " + value;
    }

    private static Map<Socket, Json> values(Workflow workflow, Axis axis, String value, Settings settings) {
        if (!axis.target().equals("seed")) {
            Json read = read(workflow, axis.target(), value, settings);
            return Map.of(Socket.parse(axis.target()), read);
        }
        Map<Socket, Json> seeds = settings.seeds(workflow, WorkflowOptions.seed("--vary seed=" + value, value));
        if (seeds.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "--vary seed: this workflow has no seed that is not linked; name a node.parameter");
        }
        return seeds;
    }

    /** Lets the settings read the text by the parameter's type, and takes the value out again. */
    private static Json read(Workflow workflow, String socket, String value, Settings settings) {
        try {
            return settings.value(workflow, socket, value);
        } catch (NodeException e) {
            throw CommandException.of(ExitCode.USAGE, e);
        }
    }
}
