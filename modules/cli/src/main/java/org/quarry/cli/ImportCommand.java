package org.quarry.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.quarry.json.JsonException;
import org.quarry.workflow.ModuleNotes;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.json.ForeignFiles;
import org.quarry.workflow.json.WorkflowWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a workflow of another tool's file. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a workflow of another tool's file, and says what could not be carried over.",
            "ComfyUI's graphs are known, and the PNG files that it made; modules may bring more."
        })
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A file of another tool.")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "WORKFLOW",
            description = "Where to write; without it FILE's name with -quarry.json for its ending, here.")
    private @Nullable Path output;

    @Option(names = "--overwrite", description = "Write over a file that is there.")
    private boolean overwrite;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        NodeCatalog catalog = Discovery.nodes();
        ForeignFiles.Foreign foreign = read(new ForeignFiles(catalog.extensions()));
        Path to = output == null ? usual() : output;
        if (Files.exists(to) && !overwrite) {
            throw new CommandException(
                    ExitCode.USAGE, to + " is there already; add --overwrite, or name another file with --output");
        }
        try {
            WorkflowWriter.save(ModuleNotes.update(foreign.workflow(), catalog), to);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, to + ": cannot be written: " + e, e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(to);
        foreign.notes().forEach(note -> out.println("note: " + note));
        return ExitCode.OK;
    }

    private ForeignFiles.Foreign read(ForeignFiles files) {
        try {
            return files.read(file)
                    .orElseThrow(() -> new CommandException(
                            ExitCode.WORKFLOW,
                            file + ": no importer recognises it; there are " + String.join(", ", files.known())));
        } catch (JsonException e) {
            throw CommandException.of(ExitCode.WORKFLOW, e);
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    ExitCode.WORKFLOW,
                    file + ": there is no such file in " + Path.of("").toAbsolutePath(),
                    e);
        } catch (IOException e) {
            throw new CommandException(ExitCode.WORKFLOW, file + ": cannot be read: " + e, e);
        }
    }

    private Path usual() {
        String name = String.valueOf(file.getFileName());
        int ending = name.lastIndexOf('.');
        return Path.of((ending < 0 ? name : name.substring(0, ending)) + "-quarry.json");
    }
}
