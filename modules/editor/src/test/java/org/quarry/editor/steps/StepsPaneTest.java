package org.quarry.editor.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.document.Document;
import org.quarry.editor.pane.Hand;
import org.quarry.editor.run.QueuedRun;
import org.quarry.editor.run.RunBench;

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

    @Test
    void the_arrow_keys_go_back_through_the_steps_of_the_last_run() throws Exception {
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
}
