package org.quarry.editor.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.document.Document;
import org.quarry.editor.run.QueuedRun;
import org.quarry.editor.run.RunBench;
import org.quarry.editor.run.RunOrder;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class ReelsTest {
    @TempDir
    Path folder;

    private RunBench bench;
    private Reels reels;

    @BeforeEach
    void open() {
        bench = new RunBench(folder);
        reels = bench.on(() ->
                new Reels(bench.runs, CompletableFuture.completedFuture(bench.engine), Runnable::run, bench.event()));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Document loop(int steps) {
        return bench.document(
                "seeded = seeded seed=64",
                "half = half",
                "loop = loop value<-seeded.value prediction<-half.half steps=" + steps,
                "paint = paint value<-loop.value",
                "show = show picture<-paint.picture");
    }

    private Reel reel(QueuedRun run) {
        bench.await(() -> reels.of(run).size() == 1);
        return reels.of(run).get(0);
    }

    @Test
    void every_step_has_its_sample_its_ports_and_the_estimate() {
        QueuedRun run = bench.over(bench.queue(loop(4)));

        Reel reel = reel(run);

        assertThat(reel.size()).isEqualTo(4);
        assertThat(reel.title(2)).isEqualTo("step 3 of 4");
        assertThat(reel.ports()).containsExactly(Reel.CLEAN, Reel.SAMPLE, "half.half");
        // The sample is halved at each step, from 64; the estimate is (x - 0.6 · x / 2) / 0.8.
        assertThat(reel.tensors(2).get(Reel.SAMPLE).at(0)).isEqualTo(16f);
        assertThat(reel.tensors(2).get("half.half").at(0)).isEqualTo(8f);
        assertThat(reel.tensors(2).get(Reel.CLEAN).at(0)).isEqualTo((float) ((16 - 0.6 * 8) / 0.8));
    }

    @Test
    void the_nodes_of_the_loop_show_the_last_step() {
        Document document = loop(3);

        QueuedRun run = bench.over(bench.queue(document));
        Reel reel = reel(run);
        bench.does(() -> NodePictures.show(document, reel, 0));

        bench.does(() -> {
            assertThat(document.activity().of("half").preview().map(Picture::width))
                    .contains(2);
            assertThat(document.activity().of("loop").preview()).isPresent();
        });
    }

    @Test
    void a_run_without_a_loop_has_none() {
        QueuedRun run = bench.over(bench.queue(bench.document(
                "seeded = seeded", "paint = paint value<-seeded.value", "show = show picture<-paint.picture")));

        assertThat(bench.on(() -> reels.of(run))).isEmpty();
    }

    @Test
    void two_runs_keep_their_steps_and_older_ones_give_them_back() {
        Document document = loop(2);
        QueuedRun first = bench.over(bench.queue(document));
        reel(first);
        QueuedRun second =
                bench.over(bench.on(() -> bench.runs.queue(document, List.of("loop"), RunOrder.Cause.AGAIN)));
        reel(second);

        QueuedRun third = bench.over(bench.on(() -> bench.runs.queue(document, List.of("loop"), RunOrder.Cause.AGAIN)));
        reel(third);

        assertThat(bench.on(() -> reels.runs())).containsExactly(second, third);
    }

    @Test
    void latents_are_decoded_one_after_the_other_the_last_asked_first() throws InterruptedException {
        CountDownLatch three = new CountDownLatch(3);
        List<Float> order = new CopyOnWriteArrayList<>();
        CountDownLatch gate = new CountDownLatch(1);
        Darkroom darkroom = new Darkroom(work -> new Thread(work).start(), bench.event(), trouble -> three.countDown());
        bench.does(() -> darkroom.use(Optional.of(latent -> {
            await(gate);
            order.add(latent.at(0));
            return new Picture(Tensor.filled(Shape.of(3, 1, 1), latent.at(0)));
        })));

        Tensor first = Tensor.filled(Shape.of(1, 1, 1, 1), 0.1);
        Tensor last = Tensor.filled(Shape.of(1, 1, 1, 1), 0.3);
        bench.does(() -> {
            darkroom.of(first);
            darkroom.of(Tensor.filled(Shape.of(1, 1, 1, 1), 0.2));
            darkroom.of(last);
        });
        gate.countDown();
        assertThat(three.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(order).containsExactly(0.1f, 0.3f, 0.2f);
        assertThat(bench.on(() -> darkroom.of(last)).map(picture -> picture.at(0, 0, 0)))
                .contains(0.3f);
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
