package org.quarry.editor.canvas;

import java.awt.Point;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.IOException;
import java.util.Optional;
import javax.swing.TransferHandler;
import org.quarry.editor.search.NodeChoice;
import org.quarry.editor.search.NodeTransfer;
import org.quarry.workflow.NodeType;

/** Takes node types and texts of workflows that are dropped on a canvas, and hands files to what surrounds it. */
final class NodeDrop extends TransferHandler {
    private static final long serialVersionUID = 1;

    private final transient Canvas canvas;
    private final transient Surroundings surroundings;

    NodeDrop(Canvas canvas, Surroundings surroundings) {
        this.canvas = canvas;
        this.surroundings = surroundings;
    }

    @Override
    public boolean canImport(TransferSupport support) {
        return support.isDataFlavorSupported(NodeTransfer.FLAVOR)
                || support.isDataFlavorSupported(DataFlavor.stringFlavor)
                || support.isDataFlavorSupported(DataFlavor.javaFileListFlavor);
    }

    @Override
    public boolean importData(TransferSupport support) {
        Point at = support.isDrop() ? support.getDropLocation().getDropPoint() : canvas.mouse();
        canvas.mouseAt(at);
        Transferable dropped = support.getTransferable();
        if (dropped.isDataFlavorSupported(DataFlavor.javaFileListFlavor)) {
            return surroundings.take(canvas, dropped, at);
        }
        Optional<NodeType> type = NodeTransfer.typeIn(dropped);
        return type.isPresent() ? add(type.get(), at) : paste(dropped);
    }

    private boolean add(NodeType type, Point at) {
        Optional<NodeChoice> choice =
                canvas.document().desk().catalog().find(type.id()).map(NodeChoice::of);
        choice.ifPresent(found -> canvas.adding().dropped(found, at));
        return choice.isPresent();
    }

    private boolean paste(Transferable dropped) {
        try {
            canvas.clipboard().paste((String) dropped.getTransferData(DataFlavor.stringFlavor));
            return true;
        } catch (UnsupportedFlavorException | IOException e) {
            canvas.tell("What was dropped gives no text; drop nodes, files or the text of a workflow.");
            return false;
        }
    }
}
