package org.quarry.editor.window;

import java.awt.dnd.DnDConstants;
import java.awt.dnd.DropTarget;
import java.awt.dnd.DropTargetAdapter;
import java.awt.dnd.DropTargetDragEvent;
import java.awt.dnd.DropTargetDropEvent;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;
import org.openide.windows.OnShowing;
import org.openide.windows.WindowManager;

/**
 * Takes files wherever they are dropped on the main window. The platform asks {@link WorkflowDrop} only where no document
 * is, and a canvas takes what is dropped on itself.
 */
@OnShowing
public final class WindowDrop extends DropTargetAdapter implements Runnable {
    private final WorkflowDrop files = new WorkflowDrop();

    @Override
    public void run() {
        JComponent whole = SwingUtilities.getRootPane(WindowManager.getDefault().getMainWindow());
        whole.setDropTarget(new DropTarget(whole, DnDConstants.ACTION_COPY, this));
    }

    @Override
    public void dragEnter(DropTargetDragEvent e) {
        dragOver(e);
    }

    @Override
    public void dragOver(DropTargetDragEvent e) {
        if (files.canDrop(e)) {
            e.acceptDrag(DnDConstants.ACTION_COPY);
        } else {
            e.rejectDrag();
        }
    }

    @Override
    public void drop(DropTargetDropEvent e) {
        if (files.canDrop(e)) {
            e.acceptDrop(DnDConstants.ACTION_COPY);
            e.dropComplete(files.handleDrop(e));
        } else {
            e.rejectDrop();
        }
    }
}
