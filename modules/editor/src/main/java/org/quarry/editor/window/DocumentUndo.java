package org.quarry.editor.window;

import javax.swing.event.ChangeListener;
import org.openide.awt.UndoRedo;
import org.openide.util.ChangeSupport;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;
import org.quarry.workflow.Workflow;

/** Undo and Redo of the platform's menus for a document. */
final class DocumentUndo implements UndoRedo {
    private final Document document;
    private final ChangeSupport changes = new ChangeSupport(this);

    DocumentUndo(Document document) {
        this.document = document;
        document.listen(new DocumentListener() {
            @Override
            public void edited(Workflow before) {
                changes.fireChange();
            }
        });
    }

    @Override
    public boolean canUndo() {
        return document.undoName().isPresent();
    }

    @Override
    public boolean canRedo() {
        return document.redoName().isPresent();
    }

    @Override
    public void undo() {
        document.undo();
    }

    @Override
    public void redo() {
        document.redo();
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
        return document.undoName().orElse("");
    }

    @Override
    public String getRedoPresentationName() {
        return document.redoName().orElse("");
    }
}
