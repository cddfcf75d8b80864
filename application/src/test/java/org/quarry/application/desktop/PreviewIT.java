package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Image;
import java.awt.Toolkit;
import java.awt.datatransfer.DataFlavor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.swing.JButton;
import javax.swing.JTable;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openide.windows.WindowManager;
import org.quarry.editor.Workbench;
import org.quarry.editor.document.Document;
import org.quarry.editor.preview.Exhibit;
import org.quarry.editor.preview.PreviewPane;
import org.quarry.editor.run.QueuedRun;
import org.quarry.editor.run.RunsPane;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowReader;

/** The Preview: a run as it goes on, two runs beside each other, pictures to the clipboard and to files. */
class PreviewIT {
    @TempDir
    Path folder;

    /** Looks at two runs. */
    public static final class Looks implements Scenario {
        private Hands hands;
        private Document document;
        private PreviewPane preview;

        @Override
        public void play(Hands user) throws Exception {
            hands = user;
            document = hands.document();
            hands.settled();
            preview = hands.find(PreviewPane.class, pane -> true).orElseThrow();
            whileItRuns();
            QueuedRun second = another();
            compares();
            copies();
            saves(second);
        }

        /** A held run stands still, so that one can see what it shows on its way. */
        private void whileItRuns() {
            hands.see(() -> {
                document.breakpoints().toggle(9);
                return true;
            });
            hands.press("F5");
            hands.awaitRun(document, QueuedRun.State.HELD);
            hands.await("the loop is seen", () -> width() == 16);
            hands.picture("live");
            hands.see(() -> {
                document.breakpoints().clear();
                return true;
            });
            hands.press("F9");
            hands.awaitRun(document, QueuedRun.State.FINISHED);
            hands.await("its picture is seen", () -> width() == 128);
        }

        private int width() {
            return hands.see(() ->
                    preview.current().map(shown -> shown.picture().width()).orElse(0));
        }

        private QueuedRun another() {
            hands.see(() -> {
                document.edit(
                        "Set seed", workflow -> workflow.with(Socket.parse("noise.seed"), new Input.Value(Json.of(3))));
                return true;
            });
            QueuedRun second = hands.run();
            hands.await("it is seen", () -> shown().run().filter(second::equals).isPresent());
            return second;
        }

        private Exhibit shown() {
            return hands.see(() -> preview.current().orElseThrow());
        }

        private void compares() {
            hands.see(() -> {
                WindowManager.getDefault().findTopComponent("runs").requestVisible();
                return true;
            });
            hands.await("the runs are listed", () -> table().isPresent());
            JTable runs = table().orElseThrow();
            hands.await(
                    "there are receipts to compare",
                    () -> hands.see(() -> Workbench.here().runs().all().stream()
                            .allMatch(run -> run.receipt().isPresent())));
            hands.see(() -> {
                runs.setRowSelectionInterval(0, 1);
                return true;
            });
            hands.click(hands.middle(button("Compare the receipts")));
            JButton show = hands.button("Show Node");
            Exhibit first = shown();
            hands.picture("compared");
            hands.click(hands.middle(show));
            hands.await(
                    "the node that differs is selected",
                    () -> hands.see(() -> document.selection().nodes()).contains("noise"));
            hands.rest(500);

            assertThat(shown()).as("both pictures stay").isEqualTo(first);
            assertThat(hands.see(preview::reference)).isPresent();
        }

        private java.util.Optional<JTable> table() {
            return hands.find(JTable.class, table -> SwingUtilities.getAncestorOfClass(RunsPane.class, table) != null);
        }

        private JButton button(String tip) {
            return hands.find(
                            JButton.class,
                            button -> String.valueOf(button.getToolTipText()).startsWith(tip))
                    .orElseThrow();
        }

        private void copies() throws Exception {
            hands.click(hands.middle(button("Copy the picture")));
            Image copied =
                    (Image) Toolkit.getDefaultToolkit().getSystemClipboard().getData(DataFlavor.imageFlavor);

            assertThat(copied.getWidth(null)).isEqualTo(128);
        }

        private void saves(QueuedRun second) throws Exception {
            QueuedRun made = shown().run().orElseThrow();
            assertThat(made).isNotEqualTo(second);
            Path file = hands.folder().resolve("kept.png");
            hands.click(hands.middle(button("Save the picture")));
            hands.choose(file);
            hands.await("it is saved", () -> Files.exists(file));
            hands.await("it is complete", () -> text(file).contains("IEND"));

            Workflow inside = WorkflowReader.read(file).workflow();
            assertThat(inside.nodes()).isEqualTo(made.order().workflow().nodes());
            assertThat(text(file)).contains(made.receipt().orElseThrow().toText());
        }

        private static String text(Path file) {
            try {
                return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Test
    void a_run_is_seen_as_it_goes_on_compared_copied_and_saved_with_its_workflow_and_receipt() throws Exception {
        try (Desktop desktop = Desktop.start(folder, Looks.class)) {
            desktop.passes();
        }
    }
}
