package org.quarry.editor.search;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.IOException;
import java.util.Optional;
import org.quarry.workflow.NodeType;

/**
 * A node type on its way to the canvas, by drag and drop: its id and version as text, {@code quarry:denoise@1}.
 *
 * @param type of the node to be added
 */
public record NodeTransfer(NodeType type) implements Transferable {
    /** What drop targets of node types look for. */
    public static final DataFlavor FLAVOR =
            new DataFlavor("application/x-quarry-node-type; class=java.lang.String", "Node type");

    /** The type that is dropped; empty if it is something else. */
    public static Optional<NodeType> typeIn(Transferable dropped) {
        if (!dropped.isDataFlavorSupported(FLAVOR)) {
            return Optional.empty();
        }
        try {
            return Optional.of(NodeType.parse((String) dropped.getTransferData(FLAVOR)));
        } catch (UnsupportedFlavorException | IOException | IllegalArgumentException e) {
            // Another program may offer anything under this name: then nothing of ours is dropped.
            return Optional.empty();
        }
    }

    @Override
    public DataFlavor[] getTransferDataFlavors() {
        return new DataFlavor[] {FLAVOR, DataFlavor.stringFlavor};
    }

    @Override
    public boolean isDataFlavorSupported(DataFlavor flavor) {
        return flavor.equals(FLAVOR) || flavor.equals(DataFlavor.stringFlavor);
    }

    @Override
    public Object getTransferData(DataFlavor flavor) throws UnsupportedFlavorException {
        if (!isDataFlavorSupported(flavor)) {
            throw new UnsupportedFlavorException(flavor);
        }
        return type.toString();
    }
}
