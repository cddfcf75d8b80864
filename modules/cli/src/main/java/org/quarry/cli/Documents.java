package org.quarry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.quarry.json.JsonException;
import org.quarry.workflow.Problem;
import org.quarry.workflow.json.WorkflowDocument;
import org.quarry.workflow.json.WorkflowReader;

/** Reads workflow files for commands, and says in words what is wrong with them. */
final class Documents {
    private Documents() {}

    /**
     * Reads a workflow file or a picture that carries one.
     *
     * @throws CommandException if it is not there or holds no workflow
     */
    static WorkflowDocument read(Path file) {
        try {
            // Named as it was given, so that a terminal in this folder can jump there.
            return WorkflowReader.read(file, file.toString());
        } catch (JsonException e) {
            throw CommandException.of(ExitCode.WORKFLOW, e);
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    ExitCode.WORKFLOW,
                    file + ": there is no such file in " + Path.of("").toAbsolutePath(),
                    e);
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "this is a folder; a workflow file was wanted" : e.toString();
            throw new CommandException(ExitCode.WORKFLOW, file + ": cannot be read: " + reason, e);
        }
    }

    /** The folder that a workflow file is in, which its relative paths start from. */
    static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** A file as people name it: relative if it is below the current folder. */
    static Path shortest(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    /** A problem as one line, in the form that terminals and editors jump to. */
    static String line(WorkflowDocument document, Problem problem) {
        return document.place(problem) + ": " + problem.severity().name().toLowerCase(Locale.ROOT) + ": "
                + problem.message();
    }
}
