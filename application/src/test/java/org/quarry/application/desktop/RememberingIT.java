package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.swing.JButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openide.windows.WindowManager;
import org.quarry.editor.canvas.Canvas;
import org.quarry.editor.document.Document;
import org.quarry.editor.run.QueuedRun;
import org.quarry.editor.window.OpenDocuments;

/** The desktop is found as it was left, and does not close over what would be lost. */
class RememberingIT {
    private static final String SMALL =
            "{\"quarry\": 1, \"nodes\": {\"model\": {\"type\": \"quarry:load-model@1\", \"model\": \"pocket\"}}}";

    @TempDir
    Path folder;

    private static Frame window() {
        return WindowManager.getDefault().getMainWindow();
    }

    private static boolean open(String tool) {
        return WindowManager.getDefault().findTopComponent(tool).isOpened();
    }

    private static Path file(Document document) {
        return document.file().orElseThrow().getFileName();
    }

    /** What must be found again, written by the first scenario and by the second. */
    private static String seen(Hands hands) {
        Callable<String> view = () -> {
            Canvas canvas = hands.canvasNow();
            Rectangle2D part = canvas.viewport().visible();
            return "%s %.3f %.0f %.0f %s"
                    .formatted(
                            file(canvas.document()),
                            canvas.viewport().zoom(),
                            part.getX(),
                            part.getY(),
                            window().getSize());
        };
        return hands.see(view);
    }

    /** Looks elsewhere, closes and opens tool windows, resizes the window, and quits. */
    public static final class Arrange implements Scenario {
        @Override
        public void play(Hands hands) throws Exception {
            hands.await(
                    "both files are open",
                    () -> hands.see(() -> OpenDocuments.here().all().size() == 2));
            hands.see(() -> {
                window().setBounds(new Rectangle(30, 40, 1320, 860));
                WindowManager.getDefault().findTopComponent("models").close();
                WindowManager.getDefault().findTopComponent("navigator").open();
                OpenDocuments documents = OpenDocuments.here();
                documents.show(documents.all().get(0));
                return true;
            });
            hands.await(
                    "the first file is in front",
                    () -> file(hands.document()).toString().equals("one.json"));
            hands.settled();
            hands.see(() -> {
                Canvas canvas = hands.canvasNow();
                canvas.viewport().zoom(0.8, canvas.viewport().middle());
                canvas.viewport().scroll(-70, 33);
                return true;
            });
            hands.settled();
            Files.writeString(hands.folder().resolve("left"), seen(hands));
            hands.quit();
        }
    }

    /** Finds all that. */
    public static final class Find implements Scenario {
        @Override
        public void play(Hands hands) throws Exception {
            hands.await(
                    "both files are open",
                    () -> hands.see(() -> OpenDocuments.here().all().size() == 2));
            hands.settled();

            assertThat(seen(hands)).isEqualTo(Files.readString(hands.folder().resolve("left")));
            assertThat(hands.see(() -> open("models"))).as("Models was closed").isFalse();
            assertThat(hands.see(() -> open("navigator")))
                    .as("Navigator was opened")
                    .isTrue();
            assertThat(hands.see(() -> open("nodes")))
                    .as("Nodes was left alone")
                    .isTrue();
        }
    }

    @Test
    void windows_tabs_their_zoom_and_tool_windows_are_found_as_they_were_left() throws Exception {
        Files.writeString(folder.resolve("one.json"), SMALL);
        Files.writeString(folder.resolve("two.json"), SMALL);

        try (Desktop desktop = Desktop.start(folder, Arrange.class, "--open", "one.json", "two.json")) {
            desktop.passes().ends();
        }
        try (Desktop desktop = Desktop.start(folder, Find.class)) {
            desktop.passes();
        }
    }

    /** Wants to quit while a run is held, and with unsaved work. */
    public static final class QuitTooEarly implements Scenario {
        @Override
        public void play(Hands hands) {
            Document document = hands.document();
            hands.settled();
            hands.see(() -> {
                document.breakpoints().toggle(3);
                return true;
            });
            hands.press("F5");
            hands.awaitRun(document, QueuedRun.State.HELD);
            hands.drag(hands.title("save"), hands.onCanvas(200, 60));
            hands.await("it is not saved", () -> hands.see(document::dirty));

            hands.quit();
            hands.click(hands.middle(hands.button("Cancel")));
            hands.rest(500);
            assertThat(hands.state(document)).isEqualTo(QueuedRun.State.HELD);

            hands.quit();
            hands.click(hands.middle(hands.button("Stop and Quit")));
            JButton discard = hands.button("Discard");
            hands.picture("discard");
            assertThat(hands.state(document)).isEqualTo(QueuedRun.State.CANCELLED);
            hands.later(discard::doClick);
        }
    }

    @Test
    void nobody_quits_by_mistake_while_a_run_goes_on_or_work_is_not_saved() throws Exception {
        try (Desktop desktop = Desktop.start(folder, QuitTooEarly.class)) {
            desktop.passes().ends();
        }
    }
}
