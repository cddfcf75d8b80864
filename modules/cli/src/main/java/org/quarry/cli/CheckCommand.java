package org.quarry.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.quarry.json.Json;
import org.quarry.json.JsonWriter;
import org.quarry.node.model.Models;
import org.quarry.workflow.Check;
import org.quarry.workflow.Checked;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.json.ComponentFiles;
import org.quarry.workflow.json.ProblemReport;
import org.quarry.workflow.json.WorkflowDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks workflow files without running them. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Says what does not fit in a workflow, where, and what to do. Ends with 3 if something keeps it from"
                        + " running.")
final class CheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Workflow files, or pictures that Quarry saved.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "The problems as a JSON array, for programs.")
    private boolean json;

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        NodeCatalog catalog = Discovery.nodes();
        List<Json> found = new ArrayList<>();
        boolean failed = false;
        try (Models models = Discovery.models(options)) {
            for (Path file : files) {
                WorkflowDocument document = Documents.read(file);
                Checked checked = new Check(catalog, KnownModels.of(models), new ComponentFiles(Documents.folder(file)))
                        .check(document.workflow());
                failed |= checked.failed();
                found.add(ProblemReport.json(document, checked));
                if (!json) {
                    print(document, checked);
                }
            }
        }
        if (json) {
            out.print(JsonWriter.pretty(new Json.Elements(found), 1));
            out.flush();
        }
        return failed ? ExitCode.WORKFLOW : ExitCode.OK;
    }

    private void print(WorkflowDocument document, Checked checked) {
        PrintWriter out = spec.commandLine().getOut();
        checked.problems().forEach(problem -> out.println(Documents.line(document, problem)));
        if (checked.problems().isEmpty()) {
            out.println(document.name() + ": " + document.workflow().nodes().size() + " nodes, nothing wrong");
        }
    }
}
