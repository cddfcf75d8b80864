package org.quarry.editor.window;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.event.MouseEvent;
import javax.swing.SwingUtilities;
import org.openide.awt.UndoRedo;
import org.openide.windows.TopComponent;
import org.quarry.editor.FrontUndo;
import org.quarry.editor.Workbench;
import org.quarry.editor.pane.DocumentPane;

/** A tool window around a pane; the platform keeps where it is. */
abstract class ToolWindow extends TopComponent {
    private static final long serialVersionUID = 1;

    private final transient Component content;
    private final transient UndoRedo undo = new FrontUndo();

    /** A window that follows the document in front. */
    ToolWindow(String name, DocumentPane pane) {
        this(name, (Component) pane);
        Workbench bench = Workbench.here();
        bench.whenShown(() -> pane.show(bench.current()));
        pane.show(bench.current());
    }

    /** A window that is the same for all documents. */
    ToolWindow(String name, Component content) {
        this.content = content;
        setName(name);
        setDisplayName(name);
        setLayout(new BorderLayout());
        add(content);
        putClientProperty("TopComponentAllowRename", false);
    }

    @Override
    @SuppressWarnings("deprecation")
    public boolean requestFocusInWindow() {
        return content.requestFocusInWindow();
    }

    @Override
    public UndoRedo getUndoRedo() {
        return undo;
    }

    @Override
    protected void componentActivated() {
        if (!clicked()) {
            content.requestFocusInWindow();
        }
    }

    /** Whether a click in it made it the active one; that has chosen where the keys go. */
    private boolean clicked() {
        return EventQueue.getCurrentEvent() instanceof MouseEvent click
                && SwingUtilities.isDescendingFrom(click.getComponent(), content);
    }
}
