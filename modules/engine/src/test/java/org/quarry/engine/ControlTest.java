package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ControlTest {
    private static final String[] CHAIN = {
        "a = tensor value=1 note=a", "b = add parts<-a.value note=b", "c = add parts<-b.value note=c"
    };
    private static final String[] DRIVEN = {
        "one = tensor value=1",
        "p = predict bias<-one.value note=p",
        "q = sum parts<-p.value note=q",
        "i = integrate slope<-q.value start<-one.value steps=3 note=step"
    };

    @TempDir
    Path folder;

    private final BlockingQueue<RunEvent.Paused> pauses = new LinkedBlockingQueue<>();
    private Lab lab;

    @BeforeEach
    void open() {
        lab = new Lab(folder);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private Run prepare(String... lines) {
        return lab.engine.prepare(lab.request(lines), event -> {
            lab.events.add(event);
            if (event instanceof RunEvent.Paused paused) {
                pauses.add(paused);
            }
        });
    }

    private RunEvent.Paused nextPause() throws InterruptedException {
        RunEvent.Paused pause = pauses.poll(20, TimeUnit.SECONDS);
        assertThat(pause).as("a pause").isNotNull();
        return pause;
    }

    @Test
    void a_paused_run_stands_before_its_next_node_until_it_is_let_go() throws InterruptedException {
        Run run = prepare(CHAIN);
        run.pause();
        run.start();

        assertThat(nextPause()).isEqualTo(new RunEvent.Paused("a", -1));
        assertThat(Probe.seen()).isEmpty();
        run.resume();

        assertThat(run.join().outcome()).isEqualTo(RunResult.Outcome.FINISHED);
        assertThat(lab.events(RunEvent.Resumed.class)).hasSize(1);
    }

    @Test
    void one_node_at_a_time() throws InterruptedException {
        Run run = prepare(CHAIN);
        run.pause();
        run.start();

        nextPause();
        run.stepNode();
        assertThat(nextPause().node()).isEqualTo("b");
        assertThat(Probe.seen()).containsExactly("a");
        run.stepNode();
        assertThat(nextPause().node()).isEqualTo("c");
        assertThat(Probe.seen()).containsExactly("a", "b");
        run.stepNode();

        assertThat(run.join().outcome()).isEqualTo(RunResult.Outcome.FINISHED);
    }

    @Test
    void of_parallel_branches_too_one_node_at_a_time() throws InterruptedException {
        Run run = prepare(
                "a = tensor value=1 note=a", "b = tensor value=2 note=b", "c = add parts<-a.value,b.value note=c");
        run.pause();
        run.start();

        for (int passed = 0; passed < 3; passed++) {
            nextPause();
            assertThat(Probe.seen()).hasSize(passed);
            run.stepNode();
        }

        assertThat(run.join().outcome()).isEqualTo(RunResult.Outcome.FINISHED);
    }

    @Test
    void one_evaluation_of_a_per_step_node_at_a_time() throws InterruptedException {
        Run run = prepare(DRIVEN);
        run.set(new Breakpoint.AtNode("p"));
        run.start();

        assertThat(nextPause()).isEqualTo(new RunEvent.Paused("p", 0));
        run.stepNode();

        assertThat(nextPause()).isEqualTo(new RunEvent.Paused("q", 0));
        run.remove(new Breakpoint.AtNode("p"));
        run.resume();
        run.join();
    }

    @Test
    void one_denoising_step_at_a_time() throws InterruptedException {
        Run run = prepare(DRIVEN);
        run.pause();
        run.start();
        nextPause();

        run.stepDenoising();
        assertThat(nextPause()).isEqualTo(new RunEvent.Paused("i", 0));
        assertThat(Probe.times("p")).isZero();
        run.stepDenoising();
        assertThat(nextPause()).isEqualTo(new RunEvent.Paused("i", 1));
        assertThat(Probe.times("p")).isEqualTo(1);
        run.resume();

        run.join();
        assertThat(Probe.times("p")).isEqualTo(3);
    }

    @Test
    void a_breakpoint_holds_the_run_at_its_step() throws InterruptedException {
        Run run = prepare(DRIVEN);
        run.set(new Breakpoint.AtStep(2));
        run.start();

        assertThat(nextPause()).isEqualTo(new RunEvent.Paused("i", 2));
        assertThat(Probe.times("p")).isEqualTo(2);
        assertThat(run.steps("i")).as("what went before can be looked at").hasSize(2);
        run.resume();
        run.join();
    }

    @Test
    void a_listener_may_let_the_run_go_on() {
        Run[] self = new Run[1];
        self[0] = lab.engine.prepare(lab.request(CHAIN), event -> {
            if (event instanceof RunEvent.Paused) {
                self[0].stepNode();
            }
        });
        self[0].pause();

        assertThat(self[0].start().join().outcome()).isEqualTo(RunResult.Outcome.FINISHED);
    }

    @Test
    void pauses_are_no_part_of_the_time_a_node_took() throws InterruptedException {
        Run run = prepare(DRIVEN);
        run.set(new Breakpoint.AtStep(1));
        run.start();
        nextPause();
        // As long as no node of this graph takes: a hundredth of it would be noticed.
        Thread.sleep(500);
        run.resume();
        run.join();

        assertThat(lab.events(RunEvent.Finished.class)).allMatch(event -> event.millis() < 400);
        assertThat(lab.events(RunEvent.Progress.class)).allMatch(event -> event.elapsed() < 400);
    }

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
        Run run = prepare(CHAIN).start();
        running.await();

        long start = System.nanoTime();
        run.cancel();
        RunResult result = run.join();

        assertThat((System.nanoTime() - start) / 1e6).as("ms").isLessThan(200);
        assertThat(result.outcome()).isEqualTo(RunResult.Outcome.CANCELLED);
        assertThat(result.failures()).isEmpty();
        assertThat(lab.events(RunEvent.Skipped.class)).isEmpty();
        assertThat(Probe.seen()).containsExactly("a");
    }

    @Test
    void a_running_network_is_told_to_stop() throws Exception {
        java.nio.file.Files.createDirectories(folder.resolve("models/m"));
        java.nio.file.Files.writeString(folder.resolve("models/m/weights"), "w");
        CountDownLatch running = new CountDownLatch(1);
        lab.models.computing = cancellation -> {
            CountDownLatch stopped = new CountDownLatch(1);
            try (var registration = cancellation.onCancel(stopped::countDown)) {
                running.countDown();
                stopped.await();
            }
            throw new java.util.concurrent.CancellationException();
        };
        Run run = prepare(
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
        Run run = prepare(CHAIN);
        run.pause();
        run.start();
        nextPause();

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
        Run run = prepare("a = tensor value=1 note=slow", "c = choose first<-a.value second<-a.value")
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
        Run run = prepare(CHAIN).start();
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
        Run run = prepare(CHAIN).start();
        List<Object> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
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
