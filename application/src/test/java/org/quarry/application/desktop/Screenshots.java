package org.quarry.application.desktop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openide.windows.TopComponent;
import org.openide.windows.WindowManager;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.editor.document.LinkEdits;
import org.quarry.editor.document.Selection;
import org.quarry.editor.run.QueuedRun;
import org.quarry.editor.run.RunOrder;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.Socket;

/**
 * Makes the README's pictures from the running product: {@code mvn verify -Dit.test=Screenshots}. No part of the ordinary
 * tests, as pictures in a repository are not made anew without need.
 */
class Screenshots {
    private static final List<String> NAMES = List.of("start", "graph", "running", "problems", "steps", "sweep");

    @TempDir
    Path folder;

    /** Goes through the scenes. */
    public static final class Tour implements Scenario {
        private Hands hands;
        private Document document;

        @Override
        public void play(Hands user) {
            hands = user;
            document = hands.document();
            hands.settled();
            hands.await(
                    "it was checked", () -> hands.see(() -> document.checked().isPresent()));
            take("start");
            graph();
            running();
            steps();
            problems();
            sweep();
        }

        private void take(String name) {
            hands.point(hands.onCanvas(10, 10));
            hands.rest(1200);
            hands.windowPicture(name);
        }

        private void window(String id) {
            hands.see(() -> {
                TopComponent window = WindowManager.getDefault().findTopComponent(id);
                window.open();
                window.requestVisible();
                return true;
            });
        }

        private void graph() {
            window("navigator");
            hands.click(hands.title("guided"));
            take("graph");
        }

        private void running() {
            window("runs");
            window("preview");
            hands.see(() -> {
                document.edit(
                        "Set seed", workflow -> workflow.with(Socket.parse("noise.seed"), new Input.Value(Json.of(3))));
                document.breakpoints().toggle(9);
                return true;
            });
            hands.press("F5");
            hands.awaitRun(document, QueuedRun.State.HELD);
            hands.click(hands.title("denoise"));
            take("running");
        }

        private void steps() {
            hands.see(() -> {
                document.breakpoints().clear();
                return true;
            });
            hands.press("F9");
            hands.awaitRun(document, QueuedRun.State.FINISHED);
            window("steps");
            hands.rest(1500);
            hands.see(() -> {
                WindowManager.getDefault().findTopComponent("steps").requestActive();
                return true;
            });
            for (int step = 0; step < 12; step++) {
                hands.press("LEFT");
            }
            take("steps");
        }

        private void problems() {
            window("problems");
            hands.see(() -> {
                Link vae = new Link(Socket.parse("model.vae"), Socket.parse("decode.vae"));
                document.edit("Disconnect", workflow -> LinkEdits.unlink(workflow, List.of(vae)));
                document.edit(
                        "Set scale",
                        workflow -> workflow.with(Socket.parse("guided.scale"), new Input.Value(Json.of(99))));
                document.select(Selection.ofNodes(java.util.Set.of("decode")));
                return true;
            });
            hands.rest(800);
            hands.click(hands.title("decode"));
            hands.press("alt ENTER");
            hands.rest(1200);
            hands.windowPicture("problems");
            hands.press("ESCAPE");
            hands.see(() -> {
                document.undo();
                document.undo();
                return true;
            });
        }

        private void sweep() {
            window("preview");
            hands.click(hands.title("guided"));
            hands.begin(() -> org.openide.awt.Actions.forID("Run", "org.quarry.editor.Sweep")
                    .actionPerformed(null));
            hands.await(
                    "the dialog asks",
                    () -> hands.find(JButton.class, Tour::inDialog).isPresent());
            hands.rest(1000);
            hands.click(hands.middle(hands.find(JButton.class, Tour::inDialog).orElseThrow()));
            hands.await(
                    "the sweep is over",
                    () -> hands.see(() -> Workbench.here().runs().all().stream()
                            .anyMatch(run -> run.order().cause() == RunOrder.Cause.SWEEP
                                    && run.state().over())));
            window("runs");
            take("sweep");
        }

        private static boolean inDialog(JButton button) {
            return "Run".equals(button.getText()) && SwingUtilities.getWindowAncestor(button) instanceof JDialog;
        }
    }

    @Test
    void the_pictures_of_the_readme() throws Exception {
        try (Desktop desktop = Desktop.start(folder, Tour.class)) {
            desktop.passes();
        }
        Path target = Files.createDirectories(Path.of("..", "branding", "screenshots"));
        for (String name : NAMES) {
            Files.copy(
                    folder.resolve(name + ".png"), target.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
