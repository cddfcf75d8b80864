package org.quarry.editor.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import javax.swing.JComboBox;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.document.Document;
import org.quarry.editor.pane.Hand;
import org.quarry.editor.run.QueuedRun;
import org.quarry.editor.run.RunBench;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.Socket;

class StepsPaneTest {
    @TempDir
    Path folder;

    private RunBench bench;
    private JFrame frame;
    private StepsPane pane;

    @BeforeEach
    void open() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "there is no display");
        bench = RunBench.onEventThread(folder);
        Reels reels = swing(() -> new Reels(
                bench.runs,
                CompletableFuture.completedFuture(bench.engine),
                Runnable::run,
                SwingUtilities::invokeLater));
        pane = swing(() -> new StepsPane(reels, Runnable::run));
        frame = swing(() -> {
            JFrame made = new JFrame();
            made.add(pane);
            made.setSize(1000, 420);
            made.setVisible(true);
            return made;
        });
    }

    @AfterEach
    void close() throws Exception {
        if (bench != null) {
            swing(() -> {
                frame.dispose();
                return "";
            });
            bench.close();
        }
    }

    private static <T> T swing(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        SwingUtilities.invokeAndWait(task);
        return task.get();
    }

    /** A loop of six steps, which the pane shows. */
    private Document shownLoop() throws Exception {
        Document document = bench.document(
                "seeded = seeded seed=64",
                "half = half",
                "loop = loop value<-seeded.value prediction<-half.half steps=6",
                "paint = paint value<-loop.value",
                "show = show picture<-paint.picture");
        swing(() -> {
            pane.show(Optional.of(document));
            return "";
        });
        return document;
    }

    @Test
    void the_arrow_keys_go_back_through_the_steps_of_the_last_run() throws Exception {
        Document document = shownLoop();

        QueuedRun run = bench.over(bench.queue(document));
        bench.await(() -> pane.chosen() == 5);
        assertThat(run.state()).isEqualTo(QueuedRun.State.FINISHED);
        assertThat(swing(pane::titles))
                .isEqualTo(List.of(Reel.CLEAN + "  ·  2 x 2", Reel.SAMPLE + "  ·  2 x 2", "half.half  ·  2 x 2"));

        swing(() -> {
            frame.toFront();
            pane.setFocusable(true);
            return pane.requestFocusInWindow();
        });
        bench.await(() -> pane.isFocusOwner());
        try (Hand hand = new Hand()) {
            hand.press("LEFT");
            hand.press("LEFT");
        }

        assertThat(swing(pane::chosen)).isEqualTo(3);
    }

    @Test
    void comparing_with_another_run_stays_at_the_step_that_is_looked_at() throws Exception {
        Document document = shownLoop();
        bench.over(bench.queue(document));
        swing(() -> {
            document.edit("Seed", workflow -> workflow.with(Socket.parse("seeded.seed"), new Input.Value(Json.of(65))));
            return "";
        });
        QueuedRun second = bench.over(bench.queue(document));
        bench.await(() -> films().getItemAt(0).toString().startsWith("#" + second.number()) && pane.chosen() == 5);

        swing(() -> {
            pane.go(2);
            others().setSelectedIndex(others().getItemCount() - 1);
            return "";
        });

        assertThat(swing(() -> others().getSelectedItem().toString())).startsWith("#");
        assertThat(swing(pane::chosen)).isEqualTo(2);
    }

    private JComboBox<?> films() {
        return combos().get(0);
    }

    private JComboBox<?> others() {
        return combos().get(2);
    }

    private List<JComboBox<?>> combos() {
        StepsTools tools = Arrays.stream(((JPanel) pane.getComponent(0)).getComponents())
                .filter(StepsTools.class::isInstance)
                .map(StepsTools.class::cast)
                .findFirst()
                .orElseThrow();
        return Arrays.stream(tools.getComponents())
                .filter(JComboBox.class::isInstance)
                .<JComboBox<?>>map(JComboBox.class::cast)
                .toList();
    }
}
