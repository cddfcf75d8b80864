package org.quarry.workflow.json;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.node.NodeException;
import org.quarry.node.extension.WorkflowImporter;
import org.quarry.workflow.ExtensionDescriptor;
import org.quarry.workflow.Extensions;
import org.quarry.workflow.Layout;
import org.quarry.workflow.Workflow;

/** Reads workflow files of other tools, and pictures that carry one, by the importers that modules bring. */
public final class ForeignFiles {
    /** Under which words tools write their graphs into pictures, the one that is nearest to what ran first. */
    private static final List<String> KEYWORDS = List.of("prompt", "workflow");

    private static final double NOTE_TOP = -160;
    private static final double NOTE_WIDTH = 520;

    private final Extensions extensions;

    /** Files that the importers among these read. */
    public ForeignFiles(Extensions extensions) {
        this.extensions = extensions;
    }

    /**
     * A workflow made of another tool's.
     *
     * @param workflow with a note on its canvas of what could not be carried over
     * @param importer that made it
     * @param notes what could not be carried over: a sentence each
     */
    public record Foreign(Workflow workflow, ExtensionDescriptor importer, List<String> notes) {
        /** Copies the list. */
        public Foreign {
            notes = List.copyOf(notes);
        }
    }

    /** The names of the importers at hand, with the endings of their files. */
    public List<String> known() {
        return extensions.of(WorkflowImporter.class).stream()
                .map(importer -> importer.name() + " (" + String.join(", ", new TreeSet<>(importer.endings())) + ")")
                .toList();
    }

    /**
     * Reads a file by the first importer that recognises it.
     *
     * @return empty if none does
     * @throws JsonException if it was recognised and cannot be made a workflow; the message names the file
     * @throws IOException if it cannot be read
     */
    public Optional<Foreign> read(Path file) throws JsonException, IOException {
        String name = String.valueOf(file.getFileName());
        List<ExtensionDescriptor> fitting = extensions.of(WorkflowImporter.class).stream()
                .filter(importer -> importer.endings().stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith))
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        try {
            for (String text : texts(file)) {
                for (ExtensionDescriptor importer : fitting) {
                    Optional<Foreign> read = read(text, importer);
                    if (read.isPresent()) {
                        return read;
                    }
                }
            }
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty(); // no text, so no importer's
        } catch (JsonException e) {
            throw new JsonException(name + ": " + e.getMessage(), e);
        }
    }

    /** The text that a file is, or those that a picture carries. */
    private static List<String> texts(Path file) throws JsonException, IOException {
        Optional<PictureText> picture = PictureText.of(file);
        if (picture.isEmpty()) {
            return Files.size(file) > JsonLimits.DEFAULT.bytes() ? List.of() : List.of(Files.readString(file));
        }
        List<String> texts = new ArrayList<>();
        for (String keyword : KEYWORDS) {
            picture.get().find(file, keyword).ifPresent(text -> texts.add(new String(text, StandardCharsets.UTF_8)));
        }
        return texts;
    }

    private Optional<Foreign> read(String text, ExtensionDescriptor descriptor) throws JsonException {
        try {
            WorkflowImporter importer = extensions.object(descriptor, WorkflowImporter.class);
            if (!importer.recognises(text)) {
                return Optional.empty();
            }
            WorkflowImporter.Imported imported = importer.read(text);
            Workflow workflow = WorkflowReader.read(
                            "what '" + descriptor.id() + "' made of it",
                            imported.workflow().getBytes(StandardCharsets.UTF_8))
                    .workflow();
            return Optional.of(new Foreign(noted(workflow, imported.notes()), descriptor, imported.notes()));
        } catch (NodeException e) {
            throw new JsonException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException | LinkageError e) {
            // A module's own mistake; it must not take the program with it.
            throw new JsonException(
                    "the importer '" + descriptor.id() + "' failed with " + e + "; update " + descriptor.module(), e);
        }
    }

    private static Workflow noted(Workflow workflow, List<String> notes) {
        if (notes.isEmpty()) {
            return workflow;
        }
        List<Layout.Note> all = new ArrayList<>(workflow.layout().notes());
        String list = notes.size() == 1 ? notes.get(0) : "- " + String.join("\n- ", notes);
        all.add(new Layout.Note(list, 0, NOTE_TOP, NOTE_WIDTH, Map.of()));
        Layout layout = new Layout(workflow.layout().places(), workflow.layout().frames(), all);
        return new Workflow(workflow.title(), workflow.nodes(), workflow.component(), layout, workflow.extras());
    }
}
