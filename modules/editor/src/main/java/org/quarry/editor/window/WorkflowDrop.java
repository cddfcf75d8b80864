package org.quarry.editor.window;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.dnd.DropTargetDragEvent;
import java.awt.dnd.DropTargetDropEvent;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openide.util.lookup.ServiceProvider;
import org.openide.windows.ExternalDropHandler;

/** Opens workflow files, and pictures made by Quarry, that are dropped on the window. */
@ServiceProvider(service = ExternalDropHandler.class)
public final class WorkflowDrop extends ExternalDropHandler {
    private static final Logger LOG = Logger.getLogger(WorkflowDrop.class.getName());

    @Override
    public boolean canDrop(DropTargetDragEvent e) {
        return e.isDataFlavorSupported(DataFlavor.javaFileListFlavor);
    }

    @Override
    public boolean canDrop(DropTargetDropEvent e) {
        return e.isDataFlavorSupported(DataFlavor.javaFileListFlavor);
    }

    @Override
    public boolean handleDrop(DropTargetDropEvent e) {
        return open(e.getTransferable());
    }

    /** Opens the workflows among dropped files. @return whether there was one */
    public static boolean open(Transferable dropped) {
        boolean opened = false;
        for (File file : files(dropped)) {
            String name = file.getName().toLowerCase(Locale.ROOT);
            if (name.endsWith(".json") || name.endsWith(".png")) {
                OpenDocuments.here().open(file.toPath());
                opened = true;
            }
        }
        return opened;
    }

    private static List<File> files(Transferable dropped) {
        try {
            List<?> files = (List<?>) dropped.getTransferData(DataFlavor.javaFileListFlavor);
            return files.stream().map(File.class::cast).toList();
        } catch (UnsupportedFlavorException | IOException e) {
            LOG.log(Level.WARNING, e, () -> "nothing could be read of what was dropped");
            return List.of();
        }
    }
}
