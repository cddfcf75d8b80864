package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Component;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.swing.JTree;
import javax.swing.TransferHandler.TransferSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openide.windows.WindowManager;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;
import org.quarry.editor.search.NodeChoice;
import org.quarry.editor.window.OpenDocuments;
import org.quarry.workflow.Workflow;

/** What is dragged onto the canvas: nodes from their window, and files from elsewhere. */
class DroppingIT {
    @TempDir
    Path folder;

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
                                .importData(
                                        new TransferSupport(canvas, new FileBrowser.Dragged(List.of(file.toFile()))));
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

    /** Carries a file of another program to a tool window, and the same once more to another. */
    public static final class Carries implements Scenario {
        private static final Point FILE = new Point(30, 20);

        @Override
        public void play(Hands hands) {
            hands.document();
            hands.settled();
            carry(hands, hands.middle(window(hands, "inspector")));
            hands.await("the file is open", () -> hands.document().name().equals("carried.json"));
            hands.see(() -> {
                OpenDocuments documents = OpenDocuments.here();
                documents.show(documents.all().get(0));
                return true;
            });
            carry(hands, hands.middle(window(hands, "nodes")));
            hands.await(
                    "its tab is in front again", () -> hands.document().name().equals("carried.json"));
        }

        /** Slowly, as two programs and the window system have to agree on each step. */
        private static void carry(Hands hands, Point to) {
            Point lifted = new Point(FILE.x + 12, FILE.y + 12);
            hands.grab(FILE);
            hands.pull(FILE, lifted);
            hands.rest(1500);
            hands.pull(lifted, to);
            hands.rest(1500);
            hands.pull(to, new Point(to.x + 2, to.y));
            hands.rest(500);
            hands.drop();
        }

        private static Component window(Hands hands, String id) {
            return hands.see(() -> WindowManager.getDefault().findTopComponent(id));
        }
    }

    @Test
    void files_of_another_program_are_opened_wherever_on_the_window_they_are_dropped() throws Exception {
        Path file = Files.writeString(folder.resolve("carried.json"), "{\"quarry\": 1, \"title\": \"Carried\"}");
        assumeTrue(System.getenv("DISPLAY") != null, "there is no display");
        Process browser = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FileBrowser.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
        try (Desktop desktop = Desktop.start(folder, Carries.class)) {
            desktop.passes();
        } finally {
            browser.destroy();
        }
    }
}
