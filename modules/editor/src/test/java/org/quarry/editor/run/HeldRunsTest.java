package org.quarry.editor.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Document;
import org.quarry.editor.run.QueuedRun.State;

/** Runs that are held, and what is kept of their steps. */
class HeldRunsTest extends RunBenchTest {
    @Test
    void a_run_held_at_a_breakpoint_goes_on_when_told() {
        Document document = bench.picture("open");
        bench.does(() -> document.breakpoints().toggle("paint"));

        QueuedRun run = bench.queue(document);
        bench.await(() -> run.state() == State.HELD);
        assertThat(run.sentence()).isEqualTo("before 'paint'");
        bench.does(() -> bench.runs.control(held -> held.resume()));
        bench.over(run);

        assertThat(run.state()).isEqualTo(State.FINISHED);
    }

    @Test
    void a_breakpoint_set_while_a_run_goes_on_holds_it() {
        RunningNodes.LATCHES.put("gate", new CountDownLatch(1));
        Document document = bench.picture("gate");
        QueuedRun run = bench.queue(document);
        bench.await(() -> run.state() == State.RUNNING && run.control().isPresent());

        bench.does(() -> document.breakpoints().toggle("paint"));
        RunningNodes.LATCHES.get("gate").countDown();

        bench.await(() -> run.state() == State.HELD);
    }

    @Test
    void the_steps_of_a_loop_can_be_looked_at_afterwards() {
        Document document = bench.document(
                "seeded = seeded seed=64",
                "half = half",
                "loop = loop value<-seeded.value prediction<-half.half steps=5",
                "paint = paint value<-loop.value",
                "show = show picture<-paint.picture");

        QueuedRun run = bench.over(bench.queue(document));

        assertThat(run.steps("loop")).hasSize(5);
        assertThat(run.steps("loop").get(2).value("half", "half").toString()).contains("8.0");
    }
}
