package org.quarry.editor.window;

import java.awt.EventQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.swing.Timer;
import org.openide.DialogDisplayer;
import org.openide.NotifyDescriptor;
import org.openide.modules.Places;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentFiles;
import org.quarry.editor.document.DocumentFiles.Content;
import org.quarry.editor.document.DocumentFiles.FileProblem;
import org.quarry.editor.document.DocumentListener;
import org.quarry.editor.document.Recovery;
import org.quarry.workflow.Workflow;

/** The tabs that are open, each kept from being lost as long as it is not saved. To be used on the event thread. */
public final class OpenDocuments {
    private static final Logger LOG = Logger.getLogger(OpenDocuments.class.getName());
    private static final int AUTOSAVE_MILLIS = 2000;
    private static final OpenDocuments SHARED = new OpenDocuments();

    private final Map<Document, WorkflowWindow> windows = new LinkedHashMap<>();
    private final ExecutorService reader = single("quarry-open");
    private final ExecutorService writer = single("quarry-autosave");
    private final Recovery recovery =
            new Recovery(Places.getUserDirectory().toPath().resolve("drafts"));

    private OpenDocuments() {
        new Timer(AUTOSAVE_MILLIS, tick -> windows.keySet().forEach(this::autosave)).start();
    }

    private static ExecutorService single(String name) {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Those of this desktop. */
    public static OpenDocuments here() {
        return SHARED;
    }

    /** The drafts of what is not saved. */
    Recovery recovery() {
        return recovery;
    }

    /** All of them, in the order in which they were opened. */
    public List<Document> all() {
        return List.copyOf(windows.keySet());
    }

    /** The tab of a document, if it is open. */
    public Optional<WorkflowWindow> window(Document document) {
        return Optional.ofNullable(windows.get(document));
    }

    /** Opens a file in a tab, or brings its tab to the front. What is wrong with it is told in a dialog. */
    public void open(Path file) {
        open(List.of(file), read -> {});
    }

    /** Opens a file as {@link #open(Path)} does, and goes on with its document. */
    void open(Path file, Consumer<Document> then) {
        read(
                List.of(file),
                read -> read.forEach(content -> {
                    show(content);
                    at(content.file()).ifPresent(then);
                }));
    }

    /** Opens files in the place of the example that the first start shows, if nobody has touched that. */
    void openInstead(List<Path> files) {
        open(files, read -> {
            List<Document> untouched = all().stream()
                    .filter(document -> document.file().isEmpty() && !document.dirty())
                    .toList();
            if (!read.isEmpty()) {
                untouched.forEach(document -> window(document).ifPresent(WorkflowWindow::close));
            }
        });
    }

    private void open(List<Path> files, Consumer<List<Content>> before) {
        read(files, read -> {
            before.accept(read);
            read.forEach(this::show);
        });
    }

    /** Does something slow elsewhere, after what was asked before, and goes on here with what came of it. */
    <T> void elsewhere(Supplier<T> slow, Consumer<T> then) {
        reader.execute(() -> {
            T came = slow.get();
            EventQueue.invokeLater(() -> then.accept(came));
        });
    }

    /** Reads files elsewhere, and goes on here with those that could be read; the others are told of in dialogs. */
    void read(List<Path> files, Consumer<List<Content>> then) {
        elsewhere(() -> contents(files), then);
    }

    /** Reads files here; those that cannot be read are told of in dialogs. */
    static List<Content> contents(List<Path> files) {
        List<Content> read = new ArrayList<>();
        for (Path file : files) {
            try {
                read.add(DocumentFiles.read(
                        file, Workbench.here().desk().catalog().extensions()));
            } catch (FileProblem e) {
                tell(e);
            }
        }
        return read;
    }

    /** Brings the tab of a file to the front; makes one if it has none. */
    void show(Content content) {
        if (!toFront(content.file())) {
            Document document = content.document(Workbench.here().desk());
            document.file().ifPresent(RecentFiles.here()::add);
            show(document);
        }
    }

    /** Brings the tab of a file to the front. @return whether there is one */
    boolean toFront(Path file) {
        Optional<Document> there = at(file);
        there.ifPresent(this::show);
        return there.isPresent();
    }

    private Optional<Document> at(Path file) {
        return all().stream()
                .filter(document ->
                        document.file().filter(other -> same(other, file)).isPresent())
                .findFirst();
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return one.toAbsolutePath()
                    .normalize()
                    .equals(other.toAbsolutePath().normalize());
        }
    }

    /** Opens a file as a start for something new. */
    public void template(Path file) {
        read(
                List.of(file),
                read -> read.forEach(
                        content -> show(content.template(Workbench.here().desk()))));
    }

    /** Opens an empty workflow. */
    public void create() {
        show(Document.unsaved(
                Workbench.here().desk(),
                Workflow.empty("Untitled"),
                Workbench.here().desk().homeFolder()));
    }

    /** Brings the tab of a document to the front; makes one if it has none. */
    public void show(Document document) {
        WorkflowWindow window = windows.computeIfAbsent(document, this::made);
        window.open();
        window.requestActive();
    }

    private WorkflowWindow made(Document document) {
        document.listen(new DocumentListener() {
            @Override
            public void saved() {
                if (!document.dirty()) {
                    drop(document);
                }
            }
        });
        WorkflowWindow window = new WorkflowWindow(document);
        document.file().flatMap(Views.here()::of).ifPresent(view -> view.show(window.canvas()));
        return window;
    }

    /** A tab was closed. */
    void closed(Document document) {
        noteView(document);
        windows.remove(document);
        drop(document);
    }

    /** The desktop closes: what is not saved by now was discarded. */
    void forget() {
        all().forEach(this::drop);
        writer.shutdown();
    }

    /** A file was written: documents with components, which may be that file, are shown and checked anew. */
    void changed() {
        Workbench.here().desk().forgetComponents();
        all().stream()
                .filter(document -> document.workflow().nodes().values().stream()
                        .anyMatch(node -> node.component().isPresent()))
                .forEach(Document::refresh);
    }

    /** Other nodes are at hand. */
    void refresh() {
        all().forEach(Document::refresh);
    }

    /** Remembers which part of a document one looks at. */
    void noteView(Document document) {
        document.file()
                .ifPresent(file ->
                        window(document).ifPresent(window -> Views.here().note(file, Views.View.of(window.canvas()))));
    }

    private void autosave(Document document) {
        if (document.dirty()) {
            Workflow workflow = document.workflow();
            writer.execute(() -> {
                try {
                    recovery.keep(document.identity(), workflow, document.file(), document.folder());
                } catch (IOException e) {
                    LOG.log(Level.WARNING, e, () -> "no draft of " + document.name() + " can be kept");
                }
            });
        }
    }

    private void drop(Document document) {
        writer.execute(() -> {
            try {
                recovery.drop(document.identity());
            } catch (IOException e) {
                LOG.log(Level.WARNING, e, () -> "the draft of " + document.name() + " cannot be deleted");
            }
        });
    }

    /** Tells what went wrong with a file. */
    static void tell(FileProblem problem) {
        Runnable dialog = () -> DialogDisplayer.getDefault()
                .notify(new NotifyDescriptor.Message(problem.getMessage(), NotifyDescriptor.ERROR_MESSAGE));
        EventQueue.invokeLater(dialog);
    }
}
