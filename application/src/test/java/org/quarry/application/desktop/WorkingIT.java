package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.nio.file.Path;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.JMenuItem;
import javax.swing.JToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openide.windows.TopComponent;
import org.openide.windows.WindowManager;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Link;
import org.quarry.editor.run.QueuedRun;
import org.quarry.engine.StepValues;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** What people do all day: wires that do not fit, problems, runs that are held and cancelled, the clipboard. */
class WorkingIT {
    @TempDir
    Path folder;

    /** All of it on the workflow that the first start opens, which is the same at the end of each part. */
    public static final class Day implements Scenario {
        private Hands hands;
        private Document document;
        private Workflow before;

        @Override
        public void play(Hands user) {
            hands = user;
            document = hands.document();
            hands.settled();
            before = document.workflow();
            refuses();
            mends();
            pastes();
            steps();
            develops();
            cancels();
        }

        private void refuses() {
            Point from = hands.output("model.unet");
            hands.grab(from);
            hands.pull(from, hands.input("save.pictures"));
            hands.await(
                    "the reason stands at the mouse",
                    () -> hands.see(() -> hands.canvasNow().told()).contains("wanted"));
            hands.picture("refused");
            hands.drop();
            assertThat(document.workflow()).isEqualTo(before);
        }

        private void mends() {
            Link vae = new Link(Socket.parse("model.vae"), Socket.parse("decode.vae"));
            hands.drag(hands.input("decode.vae"), hands.onCanvas(20, 20));
            hands.press("ESCAPE");
            hands.await("the wire is gone", () -> !Link.of(document.workflow()).contains(vae));
            hands.await(
                    "the problem is found",
                    () -> hands.see(() -> document.checked().isPresent()
                            && !document.checked().orElseThrow().problems().isEmpty()));
            hands.click(hands.title("decode"));
            hands.press("alt ENTER");
            hands.await(
                    "fixes are offered",
                    () -> hands.find(JMenuItem.class, item -> item.getText().contains("model"))
                            .isPresent());
            hands.picture("fixes");
            hands.click(hands.middle(
                    hands.find(JMenuItem.class, item -> item.getText().contains("model"))
                            .orElseThrow()));
            hands.await("the wire is back", () -> Link.of(document.workflow()).contains(vae));
            undoAll();
        }

        private void pastes() {
            hands.copy("{\"quarry\": 1, \"nodes\": {\"prompt\": {\"type\": \"quarry:tokenizer@1\", \"text\": \"from a"
                    + " mail\"}}}");
            hands.point(hands.onCanvas(60, 60));
            hands.click(hands.onCanvas(60, 60));
            hands.press("control V");
            hands.await(
                    "one node more, under a name of its own",
                    () -> document.workflow().nodes().containsKey("prompt-2"));
            undoAll();
        }

        private void steps() {
            hands.see(() -> {
                document.breakpoints().toggle(5);
                return true;
            });
            hands.press("F5");
            hands.awaitRun(document, QueuedRun.State.HELD);
            int held = kept().size();
            hands.press("F11");
            hands.await(
                    "one step further",
                    () -> hands.state(document) == QueuedRun.State.HELD && kept().size() == held + 1);
            hands.picture("held");
            hands.see(() -> {
                document.breakpoints().clear();
                return true;
            });
            hands.press("F9");
            hands.awaitRun(document, QueuedRun.State.FINISHED);
            assertThat(kept()).hasSize(20);
            assertThat(kept().get(0).value("guided", "guided")).isPresent();
        }

        /** The run that was stepped through, decoded as the workflow decodes: from 16 x 16 latents to pictures. */
        private void develops() {
            hands.see(() -> {
                TopComponent steps = WindowManager.getDefault().findTopComponent("steps");
                steps.open();
                steps.requestActive();
                return true;
            });
            hands.await("a step is seen", () -> seen("16 x 16"));
            hands.click(hands.middle(hands.find(JToggleButton.class, button -> "Decode".equals(button.getText()))
                    .orElseThrow()));
            hands.await("it is seen as a picture", () -> seen("128 x 128"));
            hands.picture("decoded");
        }

        private boolean seen(String size) {
            return hands.find(
                            JComponent.class,
                            card -> card.getToolTipText() != null
                                    && card.getToolTipText().startsWith("predicted")
                                    && card.getToolTipText().endsWith(size))
                    .isPresent();
        }

        private void cancels() {
            hands.see(() -> {
                document.breakpoints().toggle(5);
                return true;
            });
            hands.click(hands.title("noise"));
            hands.see(() -> {
                document.edit(
                        "Set seed",
                        workflow -> workflow.with(
                                Socket.parse("noise.seed"),
                                new org.quarry.workflow.Input.Value(org.quarry.json.Json.of(99))));
                return true;
            });
            hands.press("F5");
            hands.awaitRun(document, QueuedRun.State.HELD);
            hands.press("control PERIOD");
            hands.awaitRun(document, QueuedRun.State.CANCELLED);
        }

        private List<StepValues> kept() {
            QueuedRun run = hands.lastRun(document);
            return hands.see(() -> run.steps("denoise"));
        }

        private void undoAll() {
            hands.await("everything is undone", () -> {
                hands.see(() -> {
                    document.undo();
                    return true;
                });
                return hands.see(() -> document.undoName().isEmpty());
            });
            assertThat(document.workflow()).isEqualTo(before);
        }
    }

    @Test
    void wires_are_refused_problems_mended_texts_pasted_and_runs_stepped_through_and_cancelled() throws Exception {
        try (Desktop desktop = Desktop.start(folder, Day.class)) {
            desktop.passes();
        }
    }
}
