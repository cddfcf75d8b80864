package org.quarry.editor.window;

import java.awt.BorderLayout;
import java.nio.file.Path;
import javax.swing.text.DefaultEditorKit;
import org.openide.awt.UndoRedo;
import org.openide.windows.TopComponent;
import org.quarry.editor.Workbench;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.canvas.Command;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DocumentListener;

/** A document's tab. */
public final class WorkflowWindow extends TopComponent {
    private static final long serialVersionUID = 1;

    private final transient Document document;
    private final transient Canvas canvas;
    private final transient DocumentUndo undo;

    /** A tab for a document. */
    public WorkflowWindow(Document document) {
        this.document = document;
        canvas = new Canvas(document);
        canvas.surround(new CanvasSurroundings());
        undo = new DocumentUndo(document);
        // The platform's entries of the Edit menu look here for what they do.
        getActionMap().put(DefaultEditorKit.copyAction, new CanvasAction(Command.COPY));
        getActionMap().put(DefaultEditorKit.cutAction, new CanvasAction(Command.CUT));
        getActionMap().put(DefaultEditorKit.pasteAction, new CanvasAction(Command.PASTE));
        getActionMap().put("delete", new CanvasAction(Command.DELETE));
        setLayout(new BorderLayout());
        add(canvas);
        document.listen(new DocumentListener() {
            @Override
            public void saved() {
                name();
            }
        });
        name();
    }

    private void name() {
        String name = document.name() + (document.dirty() ? " •" : "");
        setName(name);
        setDisplayName(name);
        setToolTipText(document.file().map(Path::toString).orElse("Not saved yet"));
    }

    /** What it shows. */
    public Document document() {
        return document;
    }

    /** Its drawing. */
    public Canvas canvas() {
        return canvas;
    }

    @Override
    public UndoRedo getUndoRedo() {
        return undo;
    }

    @Override
    public int getPersistenceType() {
        return PERSISTENCE_NEVER;
    }

    @Override
    protected String preferredID() {
        return "workflow";
    }

    @Override
    protected void componentActivated() {
        Workbench.here().show(document);
        canvas.requestFocusInWindow();
    }

    @Override
    public boolean canClose() {
        return SaveQuestion.settled(document);
    }

    @Override
    protected void componentClosed() {
        OpenDocuments.here().closed(document);
        Workbench bench = Workbench.here();
        if (bench.current().filter(document::equals).isPresent()) {
            bench.show(null);
        }
    }
}
