package org.quarry.editor.window;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.Container;
import java.awt.Toolkit;
import java.awt.dnd.DnDConstants;
import java.awt.dnd.DropTarget;
import java.awt.dnd.DropTargetAdapter;
import java.awt.dnd.DropTargetDragEvent;
import java.awt.dnd.DropTargetDropEvent;
import java.awt.event.ContainerEvent;
import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.JTable;
import javax.swing.JTree;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;
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
        giveWay(whole);
        Toolkit.getDefaultToolkit().addAWTEventListener(WindowDrop::added, AWTEvent.CONTAINER_EVENT_MASK);
    }

    private static void added(AWTEvent event) {
        if (event instanceof ContainerEvent change && change.getID() == ContainerEvent.COMPONENT_ADDED) {
            giveWay(change.getChild());
        }
    }

    /** Trees, tables, lists and texts to read take nothing here; as long as they say no, what is behind them is not asked. */
    private static void giveWay(Component at) {
        DropTarget own = at.getDropTarget();
        boolean fixed = at instanceof JTextComponent text && !text.isEditable();
        if (own != null && (fixed || at instanceof JTree || at instanceof JTable || at instanceof JList)) {
            own.setActive(false);
        }
        if (at instanceof Container container) {
            for (Component child : container.getComponents()) {
                giveWay(child);
            }
        }
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
