package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that is to stop stops, whatever it is doing. */
@Timeout(60)
class CancelTest extends LabTest {
    private static final String[] CHAIN = {
        "a = tensor value=1 note=a", "b = add parts<-a.value note=b", "c = add parts<-b.value note=c"
    };

    @Test
    void a_cancelled_run_stops_at_its_nodes_next_question() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Probe.at("a", call -> {
            running.countDown();
            while (true) {
                call.checkCancelled();
                Thread.onSpinWait();
            }
        });
        Run run = lab.prepare(CHAIN).start();
        running.await();

        long start = System.nanoTime();
        run.cancel();
        RunResult result = run.join();

        assertThat((System.nanoTime() - start) / 1e6).as("ms").isLessThan(3000);
        assertThat(result.outcome()).isEqualTo(RunResult.Outcome.CANCELLED);
        assertThat(result.failures()).isEmpty();
        assertThat(lab.events(RunEvent.Skipped.class)).isEmpty();
        assertThat(Probe.seen()).containsExactly("a");
    }

    @Test
    void a_node_that_never_stops_is_named_and_left_behind() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean enough = new AtomicBoolean();
        Probe.at("b", call -> {
            running.countDown();
            while (!enough.get()) {
                Thread.onSpinWait();
            }
        });
        Run run = lab.prepare(CHAIN).start();
        running.await();

        run.cancel();
        RunResult result = run.join();

        assertThat(result.outcome()).isEqualTo(RunResult.Outcome.CANCELLED);
        assertThat(result.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message())
                        .startsWith("node 'b': did not stop within 6 s after the run was cancelled")
                        .contains("this is a mistake in"));
        long before = System.nanoTime();
        lab.close();
        assertThat((System.nanoTime() - before) / 1e6)
                .as("ms until the engine is closed")
                .isLessThan(3000);
        enough.set(true);
    }

    @Test
    void a_node_that_sleeps_is_woken() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Probe.at("b", call -> {
            running.countDown();
            try {
                Thread.sleep(1_000_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Run run = lab.prepare(CHAIN).start();
        running.await();

        run.cancel();

        assertThat(run.join().outcome()).isEqualTo(RunResult.Outcome.CANCELLED);
        assertThat(run.join().failures()).isEmpty();
    }

    @Test
    void a_running_network_is_told_to_stop() throws Exception {
        Files.createDirectories(folder.resolve("models/m"));
        Files.writeString(folder.resolve("models/m/weights"), "w");
        CountDownLatch running = new CountDownLatch(1);
        lab.models.computing = cancellation -> {
            CountDownLatch stopped = new CountDownLatch(1);
            try (var registration = cancellation.onCancel(stopped::countDown)) {
                running.countDown();
                stopped.await();
            }
            throw new CancellationException();
        };
        Run run = lab.prepare(
                "m = model model=m",
                "one = tensor value=1",
                "p = predict bias<-one.value model<-m.model",
                "i = integrate slope<-p.value start<-one.value");
        run.start();
        running.await();

        run.cancel();

        assertThat(run.join().outcome()).isEqualTo(RunResult.Outcome.CANCELLED);
    }

    @Test
    void a_paused_run_can_be_cancelled() throws InterruptedException {
        Run run = lab.prepare(CHAIN);
        run.pause();
        run.start();
        lab.nextPause();

        run.cancel();

        assertThat(run.join().outcome()).isEqualTo(RunResult.Outcome.CANCELLED);
    }

    @Test
    void a_node_that_waits_for_a_lazy_input_is_cancelled_with_the_run() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Probe.at("slow", call -> {
            running.countDown();
            while (true) {
                call.checkCancelled();
            }
        });
        Run run = lab.prepare("a = tensor value=1 note=slow", "c = choose first<-a.value second<-a.value")
                .start();
        running.await();

        run.cancel();

        assertThat(run.join().outcome()).isEqualTo(RunResult.Outcome.CANCELLED);
    }

    @Test
    void closing_the_engine_cancels_what_runs() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Probe.at("a", call -> {
            running.countDown();
            while (true) {
                call.checkCancelled();
            }
        });
        Run run = lab.prepare(CHAIN).start();
        running.await();

        lab.engine.close();

        assertThat(run.over()).isTrue();
        assertThat(run.join().outcome()).isEqualTo(RunResult.Outcome.CANCELLED);
    }

    @Test
    void a_thread_that_is_interrupted_while_it_waits_cancels_the_run() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Probe.at("a", call -> {
            running.countDown();
            while (true) {
                call.checkCancelled();
            }
        });
        Run run = lab.prepare(CHAIN).start();
        List<Object> seen = new CopyOnWriteArrayList<>();
        Thread waiting = new Thread(() -> {
            seen.add(run.join().outcome());
            seen.add(Thread.currentThread().isInterrupted());
        });
        waiting.start();
        running.await();

        waiting.interrupt();
        waiting.join();

        assertThat(seen).containsExactly(RunResult.Outcome.CANCELLED, true);
    }
}
