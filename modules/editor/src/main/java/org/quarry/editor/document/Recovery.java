package org.quarry.editor.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.quarry.json.Json;
import org.quarry.json.JsonException;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowReader;
import org.quarry.workflow.json.WorkflowWriter;

/**
 * Drafts of what is not saved, so that nothing is lost when the program is killed. A draft is a workflow file that also says
 * which process wrote it and for which file; it goes when its document is saved or closed. Drafts of processes that are gone
 * are what can be recovered. Safe for use by many threads.
 */
public final class Recovery {
    private static final Logger LOG = Logger.getLogger(Recovery.class.getName());
    private static final String MEMBER = "draft";
    private static final String SUFFIX = ".draft.json";

    private final Path folder;
    private final String process;
    private final Map<String, Workflow> written = new HashMap<>();

    /** @param folder of the drafts */
    public Recovery(Path folder) {
        this(folder, name(ProcessHandle.current()));
    }

    Recovery(Path folder, String process) {
        this.folder = folder;
        this.process = process;
    }

    /** A number is given again to other processes, so the time of the start belongs to it. */
    private static String name(ProcessHandle process) {
        return process.pid() + "@"
                + process.info().startInstant().map(Object::toString).orElse("");
    }

    /**
     * What was not saved when its process ended.
     *
     * @param draft the file that keeps it
     * @param workflow what it held
     * @param file where it was to be saved; empty if nowhere yet
     * @param folder that its files are relative to
     */
    public record Lost(Path draft, Workflow workflow, Optional<Path> file, Path folder) {}

    /** Keeps what a document holds, unless that is kept already. @throws IOException if it cannot be written */
    public synchronized void keep(String identity, Workflow workflow, Optional<Path> file, Path at) throws IOException {
        if (written.get(identity) == workflow) {
            return;
        }
        Files.createDirectories(folder);
        Json.Members draft = new Json.Members(Map.of())
                .with("process", Json.of(process))
                .with("file", Json.of(file.map(Path::toString).orElse("")))
                .with("folder", Json.of(at.toString()));
        WorkflowWriter.save(workflow.withExtra(MEMBER, draft), folder.resolve(identity + SUFFIX));
        written.put(identity, workflow);
    }

    /** Keeps a document no more. @throws IOException if its draft cannot be deleted */
    public synchronized void drop(String identity) throws IOException {
        written.remove(identity);
        Files.deleteIfExists(folder.resolve(identity + SUFFIX));
    }

    /** The drafts of processes that are gone. One that cannot be read is left where it is. */
    public List<Lost> lost() {
        List<Lost> lost = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return lost;
        }
        try (Stream<Path> drafts = Files.list(folder)) {
            drafts.filter(draft -> draft.toString().endsWith(SUFFIX))
                    .sorted()
                    .forEach(draft -> read(draft).ifPresent(lost::add));
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "the drafts in " + folder + " cannot be listed");
        }
        return lost;
    }

    private static Optional<Lost> read(Path draft) {
        try {
            Workflow kept = WorkflowReader.read(draft).workflow();
            if (!(kept.extras().get(MEMBER) instanceof Json.Members note) || alive(text(note, "process"))) {
                return Optional.empty();
            }
            Map<String, Json> extras = new LinkedHashMap<>(kept.extras());
            extras.remove(MEMBER);
            Workflow workflow = new Workflow(kept.title(), kept.nodes(), kept.component(), kept.layout(), extras);
            String file = text(note, "file");
            return Optional.of(new Lost(
                    draft,
                    workflow,
                    file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)),
                    Path.of(text(note, "folder"))));
        } catch (IOException | JsonException e) {
            LOG.log(Level.WARNING, e, () -> draft + " cannot be read");
            return Optional.empty();
        }
    }

    private static String text(Json.Members note, String member) {
        return note.members().get(member) instanceof Json.Text text ? text.text() : "";
    }

    private static boolean alive(String process) {
        String number = process.split("@", 2)[0];
        return number.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(number))
                        .map(Recovery::name)
                        .filter(process::equals)
                        .isPresent();
    }
}
