package org.quarry.editor.window;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.dnd.DropTargetDragEvent;
import java.awt.dnd.DropTargetDropEvent;
import java.awt.geom.Point2D;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.openide.awt.StatusDisplayer;
import org.openide.util.lookup.ServiceProvider;
import org.openide.windows.ExternalDropHandler;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.DroppedFiles;
import org.quarry.editor.module.Installing;
import org.quarry.extension.ModuleFile;

/** Takes files that are dropped on the window: workflows and pictures made by Quarry are opened, other pictures loaded, modules installed after a question. */
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
        return take(e.getTransferable());
    }

    /** Opens the workflows among dropped files, and loads the pictures in the document in front. @return whether there was something of use */
    static boolean take(Transferable dropped) {
        Optional<Document> front = Workbench.here().current();
        return front.isPresent()
                ? take(dropped, front.get(), middle(front.get()))
                : open(DroppedFiles.of(files(dropped)));
    }

    private static Point2D middle(Document document) {
        return OpenDocuments.here()
                .window(document)
                .map(WorkflowWindow::canvas)
                .map(canvas -> canvas.viewport().toCanvas(canvas.viewport().middle()))
                .orElseGet(Point2D.Double::new);
    }

    /**
     * Opens the workflows among dropped files, and loads the pictures in a document.
     *
     * @param at where the pictures' nodes go, in canvas units
     * @return whether there was something of use
     */
    static boolean take(Transferable dropped, Document document, Point2D at) {
        DroppedFiles files = DroppedFiles.of(files(dropped));
        boolean loaded = files.load(document, at);
        boolean opened = open(files);
        return loaded || opened;
    }

    private static boolean open(DroppedFiles files) {
        files.workflows().forEach(OpenDocuments.here()::open);
        List<Path> modules = files.others().stream().filter(ModuleFile::named).toList();
        modules.forEach(Installing::file);
        List<Path> others =
                files.others().stream().filter(file -> !modules.contains(file)).toList();
        if (!others.isEmpty()) {
            String names = others.stream()
                    .map(file -> String.valueOf(file.getFileName()))
                    .collect(Collectors.joining(", "));
            StatusDisplayer.getDefault()
                    .setStatusText(names
                            + ": no workflow, picture or module; drop .json, .png, .jpg, .webp, .gif, .bmp,"
                            + " .tiff or .nbm files");
        }
        return !files.workflows().isEmpty() || !modules.isEmpty();
    }

    private static List<Path> files(Transferable dropped) {
        try {
            List<?> files = (List<?>) dropped.getTransferData(DataFlavor.javaFileListFlavor);
            return files.stream().map(File.class::cast).map(File::toPath).toList();
        } catch (UnsupportedFlavorException | IOException e) {
            LOG.log(Level.WARNING, e, () -> "nothing could be read of what was dropped");
            return List.of();
        }
    }
}
