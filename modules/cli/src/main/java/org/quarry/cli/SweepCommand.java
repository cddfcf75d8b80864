package org.quarry.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.quarry.engine.Engine;
import org.quarry.engine.RunResult;
import org.quarry.node.NodeException;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowDocument;
import org.quarry.workflow.sweep.Axis;
import org.quarry.workflow.sweep.Sweep;
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
    @Mixin
    private WorkflowOptions options = new WorkflowOptions();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Option(
            names = "--vary",
            paramLabel = "NAME=VALUES",
            required = true,
            description = "What is varied: node.parameter, or seed for all seeds as --seed; values as 1,3,7 or 1..9 or"
                    + " 0..1:0.25.")
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
        try {
            List<Axis> parsed = axes.stream().map(Axis::parse).toList();
            return new Sweep(workflow, nodes, options.settings(nodes)).grid(parsed, file());
        } catch (NodeException e) {
            throw new CommandException(ExitCode.USAGE, "--vary: " + e.getMessage(), e);
        }
    }

    private String file() {
        if (output != null) {
            return output.toString();
        }
        String name = String.valueOf(options.file().getFileName());
        int dot = name.lastIndexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)) + "-sweep.png";
    }
}
