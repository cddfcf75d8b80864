package org.quarry.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.quarry.engine.Engine;
import org.quarry.engine.RunResult;
import org.quarry.json.JsonWriter;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a workflow. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a workflow. Prints what its nodes report and the files it wrote, one on each line; progress goes to"
                    + " the terminal.",
            "Pictures never replace others: out.png becomes out-2.png, unless --overwrite is given."
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private WorkflowOptions options = new WorkflowOptions();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the picture goes, instead of where the workflow says. An existing file is refused.")
    private @Nullable Path output;

    @Option(names = "--overwrite", description = "Let saved files replace existing ones.")
    private boolean overwrite;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "Write versions, seeds and hashes of all values as JSON.")
    private @Nullable Path receipt;

    @Option(names = "--events", description = "Print events as JSON, one on each line, instead of reports and files.")
    private boolean events;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        WorkflowDocument document = options.read();
        try (Engine engine = Discovery.setup(models).open()) {
            Workflow workflow = new Outputs(options, engine.nodes())
                    .redirect(options.set(document, engine.nodes()), output, overwrite);
            Session session = new Session(engine, spec.commandLine(), events, quiet);
            RunResult result = session.run(document.with(workflow), Documents.folder(options.file()));
            if (receipt != null && result.outcome() != RunResult.Outcome.CANCELLED) {
                write(receipt, result);
            }
            return session.report(result);
        }
    }

    private static void write(Path file, RunResult result) {
        try {
            String text = JsonWriter.pretty(result.receipt().toJson(), 2);
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "--receipt " + file + ": cannot be written: " + e + "; name a file in a folder you may write to",
                    e);
        }
    }
}
