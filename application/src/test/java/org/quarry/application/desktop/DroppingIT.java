package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.swing.JTree;
import javax.swing.TransferHandler.TransferSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;
import org.quarry.editor.search.NodeChoice;
import org.quarry.editor.window.OpenDocuments;
import org.quarry.workflow.Workflow;

/** What is dragged onto the canvas: nodes from their window, and files from elsewhere. */
class DroppingIT {
    @TempDir
    Path folder;

    /** Files as a file browser hands them over. */
    private record Dragged(List<java.io.File> files) implements Transferable {
        @Override
        public DataFlavor[] getTransferDataFlavors() {
            return new DataFlavor[] {DataFlavor.javaFileListFlavor};
        }

        @Override
        public boolean isDataFlavorSupported(DataFlavor flavor) {
            return flavor.equals(DataFlavor.javaFileListFlavor);
        }

        @Override
        public Object getTransferData(DataFlavor flavor) throws UnsupportedFlavorException {
            return files;
        }
    }

    /** Drops all of it. */
    public static final class Drops implements Scenario {
        private Hands hands;

        @Override
        public void play(Hands user) throws Exception {
            hands = user;
            Document document = hands.document();
            hands.settled();
            Workflow before = document.workflow();
            node(document);
            picture(document);
            hands.see(() -> {
                document.undo();
                document.undo();
                return true;
            });
            assertThat(document.workflow()).isEqualTo(before);
            result(document);
            file();
        }

        private void node(Document document) {
            JTree nodes = hands.find(JTree.class, tree -> "nodes".equals(tree.getName()))
                    .orElseThrow();
            int before = document.workflow().nodes().size();
            NodeChoice[] dragged = new NodeChoice[1];
            Point row = hands.see(() -> {
                Rectangle at = nodes.getRowBounds(3);
                dragged[0] = (NodeChoice) ((javax.swing.tree.DefaultMutableTreeNode)
                                nodes.getPathForRow(3).getLastPathComponent())
                        .getUserObject();
                Point corner = nodes.getLocationOnScreen();
                return new Point(corner.x + at.x + 30, corner.y + at.y + at.height / 2);
            });
            hands.carry(row, hands.onCanvas(160, 90));
            hands.await("it is placed", () -> document.workflow().nodes().size() == before + 1);
            String name = document.selection().nodes().iterator().next();
            assertThat(document.workflow().nodes().get(name).type()).isEqualTo(dragged[0].type());
            Point there = hands.title(name);
            assertThat(there.distance(hands.onCanvas(160, 90))).isLessThan(12);
        }

        /** A picture of some camera is loaded by a node. */
        private void picture(Document document) throws Exception {
            Path photo = hands.folder().resolve("photo.png");
            ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
            drop(photo);
            assertThat(document.workflow().nodes().get("load-image").inputs().toString())
                    .contains(photo.toString());
        }

        /** A picture that Quarry made opens its workflow. */
        private void result(Document document) throws Exception {
            drop(hands.run().files().get(0));
            hands.await("its workflow is open", () -> hands.document() != document);
            assertThat(hands.document().workflow().nodes())
                    .isEqualTo(document.workflow().nodes());
            assertThat(hands.document().file())
                    .as("so that saving does not write over the picture")
                    .isEmpty();
        }

        private void file() throws Exception {
            Path file = hands.folder().resolve("other.json");
            Files.writeString(file, "{\"quarry\": 1, \"title\": \"Other\"}");
            drop(file);
            hands.await(
                    "the file is open",
                    () -> hands.document().file().filter(file::equals).isPresent());
            assertThat(hands.see(() -> OpenDocuments.here().all())).hasSize(3);
        }

        private void drop(Path file) {
            hands.settled();
            assertThat(hands.see(() -> {
                        Canvas canvas = hands.canvasNow();
                        return canvas.getTransferHandler()
                                .importData(new TransferSupport(canvas, new Dragged(List.of(file.toFile()))));
                    }))
                    .isTrue();
        }
    }

    @Test
    void nodes_are_placed_pictures_loaded_and_workflows_opened_where_they_are_dropped() throws Exception {
        try (Desktop desktop = Desktop.start(folder, Drops.class)) {
            desktop.passes();
        }
    }
}
