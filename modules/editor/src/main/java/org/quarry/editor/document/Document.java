package org.quarry.editor.document;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.quarry.workflow.Checked;
import org.quarry.workflow.NodePorts;
import org.quarry.workflow.Workflow;

/**
 * An open workflow. Each gesture replaces the immutable workflow by another one under a name, and that is what undo takes
 * back. To be used on the event thread.
 */
public final class Document {
    private final Desk desk;
    private final String identity = UUID.randomUUID().toString();
    private final History history = new History();
    private final List<DocumentListener> listeners = new CopyOnWriteArrayList<>();
    private final Activity activity = new Activity(() -> tell(DocumentListener::ran));
    private final Breakpoints breakpoints = new Breakpoints();
    private Workflow workflow;
    private Workflow saved;
    private Path folder;
    private @Nullable Path file;
    private Selection selection = Selection.NONE;
    private @Nullable Checked checked;
    private Findings findings = Findings.NONE;
    private boolean checking;
    private boolean again;

    private Document(Desk desk, Workflow workflow, Path folder) {
        this.desk = desk;
        this.workflow = workflow;
        this.folder = folder;
        saved = workflow;
        breakpoints.listen(() -> tell(DocumentListener::ran));
    }

    /** A document without a file. @param folder that the files in it are relative to until it is saved */
    public static Document unsaved(Desk desk, Workflow workflow, Path folder) {
        Document document = new Document(desk, workflow, folder.toAbsolutePath());
        document.check();
        return document;
    }

    /** What a file holds. */
    public static Document of(Desk desk, Workflow workflow, Path file) {
        Document document = new Document(desk, workflow, file.toAbsolutePath().resolveSibling(""));
        document.file = file;
        document.check();
        return document;
    }

    /** What it holds now. */
    public Workflow workflow() {
        return workflow;
    }

    /** The nodes, models and components that it is edited with. */
    public Desk desk() {
        return desk;
    }

    /** The same as long as it is open, whatever its file is called. */
    public String identity() {
        return identity;
    }

    /** Where it is saved. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** The folder that files in it are relative to. */
    public Path folder() {
        return folder;
    }

    /** What its tab shows: the file's name, else its title. */
    public String name() {
        return file == null ? workflow.title() : String.valueOf(file.getFileName());
    }

    /** Whether it differs from its file. */
    public boolean dirty() {
        return saved != workflow;
    }

    /** Marks it as differing from its file, whatever that holds: as after a recovery. */
    public void touch() {
        saved = Workflow.empty("");
        tell(DocumentListener::saved);
    }

    /** Marks it as saved. @param to the file that holds it now */
    public void savedTo(Path to) {
        file = to;
        folder = to.toAbsolutePath().resolveSibling("");
        saved = workflow;
        history.close();
        tell(DocumentListener::saved);
        check();
    }

    /** What was last found by a check of this very workflow; empty while one goes on. */
    public Optional<Checked> checked() {
        return Optional.ofNullable(checked);
    }

    /** What the last check that is done found, perhaps of an earlier workflow. */
    public Findings findings() {
        return findings;
    }

    /** Where its runs are held. */
    public Breakpoints breakpoints() {
        return breakpoints;
    }

    /** What is known of its nodes' last run. */
    public Activity activity() {
        return activity;
    }

    /** The ports that one of its nodes shows. */
    public NodePorts ports(String node) {
        return desk.ports(folder()).of(workflow, node);
    }

    /** Judges wires that may be drawn in a workflow made from this one. */
    public Fitting fitting(Workflow candidate) {
        return new Fitting(desk.links(candidate, folder(), findings.wires()));
    }

    /**
     * Does one gesture. One that changes nothing leaves no trace.
     *
     * @param name in words that can follow Undo: {@code Add node}
     */
    public void edit(String name, UnaryOperator<Workflow> gesture) {
        edit(name, "", gesture);
    }

    /** Does a part of one gesture: parts that follow each other with the same word are undone together. */
    public void edit(String name, String merge, UnaryOperator<Workflow> gesture) {
        Workflow after = gesture.apply(workflow);
        if (!after.equals(workflow)) {
            history.add(new History.Gesture(name, merge, workflow, after));
            // A gesture that was called off leads back to what the file holds.
            replace(after.equals(saved) ? saved : after);
        }
    }

    /**
     * Does what no gesture of the user did. It can be undone, but takes nothing away that could be redone: where there is
     * something to redo, that is changed as well.
     */
    public void amend(String name, UnaryOperator<Workflow> change) {
        if (history.toRedo().isEmpty()) {
            edit(name, "amend " + name, change);
            return;
        }
        Workflow after = change.apply(workflow);
        if (!after.equals(workflow)) {
            history.amend(change);
            replace(after);
        }
    }

    /** The name of what undo would take back; empty if there is nothing. */
    public Optional<String> undoName() {
        return history.toUndo().map(History.Gesture::name);
    }

    /** The name of what redo would do again; empty if there is nothing. */
    public Optional<String> redoName() {
        return history.toRedo().map(History.Gesture::name);
    }

    /** Takes the last gesture back. */
    public void undo() {
        history.toUndo().ifPresent(gesture -> {
            history.undo();
            replace(gesture.before());
        });
    }

    /** Does again what was undone last. */
    public void redo() {
        history.toRedo().ifPresent(gesture -> {
            history.redo();
            replace(gesture.after());
        });
    }

    /** What is selected. */
    public Selection selection() {
        return selection;
    }

    /** Selects something else. */
    public void select(Selection chosen) {
        if (!chosen.equals(selection)) {
            selection = chosen;
            tell(DocumentListener::selected);
        }
    }

    /** Tells this listener from now on. */
    public void listen(DocumentListener listener) {
        listeners.add(listener);
    }

    /** Tells this listener no more. */
    public void ignore(DocumentListener listener) {
        listeners.remove(listener);
    }

    private void replace(Workflow after) {
        Workflow before = workflow;
        boolean wasDirty = dirty();
        boolean moved = sameMeaning(before, after);
        workflow = after;
        if (!moved) {
            checked = null;
        }
        selection = selection.within(after);
        tell(listener -> listener.edited(before));
        if (dirty() != wasDirty) {
            tell(DocumentListener::saved);
        }
        tell(DocumentListener::selected);
        if (!moved) {
            check();
        }
    }

    /** Whether two workflows differ in their layout at most, which changes no result and no problem. */
    private static boolean sameMeaning(Workflow one, Workflow other) {
        return one == other
                || one.nodes().equals(other.nodes())
                        && one.component().equals(other.component())
                        && one.extras().equals(other.extras());
    }

    /** Shows and checks it anew, as after other nodes came to hand: what nobody knew may be known now, and the other way round. */
    public void refresh() {
        checked = null;
        tell(listener -> listener.edited(Workflow.empty("")));
        check();
    }

    /** Checks it again, as after a module or a model came or went. */
    public void check() {
        if (checking) {
            // While a slider is pulled, checks of what it passes would keep the one of where it stops waiting.
            again = true;
            return;
        }
        Workflow asked = workflow;
        checking = true;
        again = false;
        desk.check(asked, folder(), (found, sorted) -> {
            checking = false;
            if (sameMeaning(workflow, asked) && !again) {
                checked = found;
                findings = sorted;
                tell(DocumentListener::checked);
            } else {
                check();
            }
        });
    }

    private void tell(Consumer<DocumentListener> event) {
        listeners.forEach(event);
    }
}
