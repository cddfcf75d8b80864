package org.quarry.editor.document;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.quarry.json.JsonException;
import org.quarry.workflow.Extensions;
import org.quarry.workflow.ModuleNotes;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.ForeignFiles;
import org.quarry.workflow.json.WorkflowReader;
import org.quarry.workflow.json.WorkflowWriter;

/** Opens documents from files and saves them. */
public final class DocumentFiles {
    private DocumentFiles() {}

    /** A file could not be read or written; the message is a sentence for the user. */
    public static final class FileProblem extends Exception {
        private static final long serialVersionUID = 1;

        FileProblem(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * What was read of a file; a document can be made of it on the event thread, where nobody reads.
     *
     * @param file a workflow file, a picture that Quarry made, or another tool's file
     * @param workflow that it holds
     * @param foreign whether it is another tool's file
     */
    public record Content(Path file, Workflow workflow, boolean foreign) {
        /**
         * The document that is this file. Of a picture or another tool's file it has no file, so that saving it does not
         * write over that.
         */
        public Document document(Desk desk) {
            return foreign || picture(file)
                    ? Document.unsaved(desk, titled(workflow, file), folder())
                    : Document.of(desk, workflow, file);
        }

        /** A start for something new: it has no file of its own. */
        public Document template(Desk desk) {
            return Document.unsaved(desk, workflow, folder());
        }

        private Path folder() {
            return file.toAbsolutePath().resolveSibling("");
        }
    }

    /**
     * Reads a workflow file, or the workflow inside a picture that Quarry made.
     *
     * @throws FileProblem if it cannot be read, or holds no workflow
     */
    public static Content read(Path file) throws FileProblem {
        return new Content(file, workflow(file), false);
    }

    /**
     * Reads a workflow file, a picture that Quarry made, or another tool's file that an importer recognises.
     *
     * @throws FileProblem if it cannot be read, or holds no workflow
     */
    public static Content read(Path file, Extensions importers) throws FileProblem {
        try {
            return read(file);
        } catch (FileProblem problem) {
            return new Content(file, imported(file, importers).orElseThrow(() -> problem), true);
        }
    }

    private static Optional<Workflow> imported(Path file, Extensions importers) throws FileProblem {
        try {
            return Files.isReadable(file)
                    ? new ForeignFiles(importers).read(file).map(ForeignFiles.Foreign::workflow)
                    : Optional.empty();
        } catch (JsonException e) {
            throw new FileProblem(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new FileProblem(file + " cannot be read: " + why(e), e);
        }
    }

    private static Workflow workflow(Path file) throws FileProblem {
        try {
            return WorkflowReader.read(file).workflow();
        } catch (JsonException e) {
            throw new FileProblem(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new FileProblem(file + " cannot be read: " + why(e), e);
        }
    }

    private static Workflow titled(Workflow workflow, Path picture) {
        return workflow.title().isEmpty()
                ? new Workflow(
                        String.valueOf(picture.getFileName()),
                        workflow.nodes(),
                        workflow.component(),
                        workflow.layout(),
                        workflow.extras())
                : workflow;
    }

    private static boolean picture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Stream.of(".png", ".jpg", ".jpeg", ".webp").anyMatch(name::endsWith);
    }

    /**
     * Saves a document. In another folder than before, what it names relative to the old one is named relative to the new.
     *
     * @throws FileProblem if it cannot be written; what the file held before is still there
     */
    public static void save(Document document, Path file) throws FileProblem {
        Path folder = file.toAbsolutePath().resolveSibling("");
        if (!folder.equals(document.folder())) {
            document.edit("Save as", new Relocation(document.desk().catalog(), document.folder(), folder)::apply);
        }
        try {
            WorkflowWriter.save(
                    ModuleNotes.update(document.workflow(), document.desk().catalog()), file);
        } catch (IOException e) {
            throw new FileProblem(file + " cannot be written: " + why(e), e);
        }
        document.savedTo(file);
    }

    /** What is wrong with a file, and what to do: the end of a sentence. */
    public static String why(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder; check the name";
        } else if (e instanceof AccessDeniedException) {
            return "access is denied; choose another folder, or change its permissions";
        }
        return e.getMessage() + "; choose another place, or make room there";
    }
}
