package org.quarry.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.quarry.workflow.Check;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.ModuleNotes;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ComponentFiles;
import org.quarry.workflow.json.WorkflowDocument;
import org.quarry.workflow.json.WorkflowWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes workflow files anew in today's format, with their nodes in the versions at hand. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Carries workflow files to today's format and to the node versions at hand, and writes them in"
                + " canonical form. The old file stays beside the new one as FILE.old.")
final class MigrateCommand implements Callable<Integer> {
    private static final byte PNG_START = (byte) 0x89;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Workflow files.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--dry-run", description = "Only say which files would change; ends with 3 if there are any.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        NodeCatalog catalog = Discovery.nodes();
        boolean stale = false;
        for (Path file : files) {
            Workflow migrated = migrated(file, catalog);
            boolean changes =
                    !Arrays.equals(bytes(file), WorkflowWriter.write(migrated).getBytes(StandardCharsets.UTF_8));
            stale |= changes;
            if (changes && !dryRun) {
                replace(file, migrated);
            }
            out.println(file + ": " + (changes ? dryRun ? "would change" : "written anew" : "is as it should be"));
        }
        return stale && dryRun ? ExitCode.WORKFLOW : ExitCode.OK;
    }

    private static Workflow migrated(Path file, NodeCatalog catalog) {
        byte[] bytes = bytes(file);
        if (bytes.length > 0 && bytes[0] == PNG_START) {
            throw new CommandException(
                    ExitCode.WORKFLOW,
                    file
                            + ": this is a picture, which migrating would replace by a text; 'quarry run' reads it as"
                            + " it is");
        }
        WorkflowDocument document = Documents.read(file);
        Workflow migrated = new Check(catalog, KnownModels.UNKNOWN, new ComponentFiles(Documents.folder(file)))
                .check(document.workflow())
                .workflow();
        return ModuleNotes.update(migrated, catalog);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandException(ExitCode.WORKFLOW, file + ": cannot be read: " + e, e);
        }
    }

    private static void replace(Path file, Workflow migrated) {
        try {
            Files.copy(file, file.resolveSibling(file.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
            WorkflowWriter.save(migrated, file);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, file + ": cannot be written: " + e + "; the old file is kept", e);
        }
    }
}
