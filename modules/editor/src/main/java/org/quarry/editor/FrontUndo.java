package org.quarry.editor;

import java.util.Optional;
import javax.swing.event.ChangeListener;
import org.openide.awt.UndoRedo;
import org.openide.util.ChangeSupport;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;
import org.quarry.workflow.Workflow;

/**
 * Undo and Redo of the document in front, for the windows around it: what is done in them is done to it. To be used on the
 * event thread.
 */
public final class FrontUndo implements UndoRedo {
    private final ChangeSupport changes = new ChangeSupport(this);
    private final DocumentListener hearing = new DocumentListener() {
        @Override
        public void edited(Workflow before) {
            changes.fireChange();
        }
    };
    private Optional<Document> front = Optional.empty();

    /** For a window of this desktop. */
    public FrontUndo() {
        Workbench.here().whenShown(this::follow);
        follow();
    }

    private void follow() {
        front.ifPresent(before -> before.ignore(hearing));
        front = Workbench.here().current();
        front.ifPresent(now -> now.listen(hearing));
        changes.fireChange();
    }

    @Override
    public boolean canUndo() {
        return front.flatMap(Document::undoName).isPresent();
    }

    @Override
    public boolean canRedo() {
        return front.flatMap(Document::redoName).isPresent();
    }

    @Override
    public void undo() {
        front.ifPresent(Document::undo);
    }

    @Override
    public void redo() {
        front.ifPresent(Document::redo);
    }

    @Override
    public void addChangeListener(ChangeListener listener) {
        changes.addChangeListener(listener);
    }

    @Override
    public void removeChangeListener(ChangeListener listener) {
        changes.removeChangeListener(listener);
    }

    @Override
    public String getUndoPresentationName() {
        return front.flatMap(Document::undoName).orElse("");
    }

    @Override
    public String getRedoPresentationName() {
        return front.flatMap(Document::redoName).orElse("");
    }
}
