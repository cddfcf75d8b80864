package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ControlTest extends LabTest {
    private static final String[] CHAIN = {
        "a = tensor value=1 note=a", "b = add parts<-a.value note=b", "c = add parts<-b.value note=c"
    };
    private static final String[] DRIVEN = {
        "one = tensor value=1",
        "p = predict bias<-one.value note=p",
        "q = sum parts<-p.value note=q",
        "i = integrate slope<-q.value start<-one.value steps=3 note=step"
    };

    @Test
    void a_paused_run_stands_before_its_next_node_until_it_is_let_go() throws InterruptedException {
        Run run = lab.prepare(CHAIN);
        run.pause();
        run.start();

        assertThat(lab.nextPause()).isEqualTo(new RunEvent.Paused("a", -1));
        assertThat(Probe.seen()).isEmpty();
        run.resume();

        assertThat(run.join().outcome()).isEqualTo(RunResult.Outcome.FINISHED);
        assertThat(lab.events(RunEvent.Resumed.class)).hasSize(1);
    }

    @Test
    void one_node_at_a_time() throws InterruptedException {
        Run run = lab.prepare(CHAIN);
        run.pause();
        run.start();

        lab.nextPause();
        run.stepNode();
        assertThat(lab.nextPause().node()).isEqualTo("b");
        assertThat(Probe.seen()).containsExactly("a");
        run.stepNode();
        assertThat(lab.nextPause().node()).isEqualTo("c");
        assertThat(Probe.seen()).containsExactly("a", "b");
        run.stepNode();

        assertThat(run.join().outcome()).isEqualTo(RunResult.Outcome.FINISHED);
    }

    @Test
    void of_parallel_branches_too_one_node_at_a_time() throws InterruptedException {
        Run run = lab.prepare(
                "a = tensor value=1 note=a", "b = tensor value=2 note=b", "c = add parts<-a.value,b.value note=c");
        run.pause();
        run.start();

        for (int passed = 0; passed < 3; passed++) {
            lab.nextPause();
            assertThat(Probe.seen()).hasSize(passed);
            run.stepNode();
        }

        assertThat(run.join().outcome()).isEqualTo(RunResult.Outcome.FINISHED);
    }

    @Test
    void one_evaluation_of_a_per_step_node_at_a_time() throws InterruptedException {
        Run run = lab.prepare(DRIVEN);
        run.set(new Breakpoint.AtNode("p"));
        run.start();

        assertThat(lab.nextPause()).isEqualTo(new RunEvent.Paused("p", 0));
        run.stepNode();

        assertThat(lab.nextPause()).isEqualTo(new RunEvent.Paused("q", 0));
        run.remove(new Breakpoint.AtNode("p"));
        run.resume();
        run.join();
    }

    @Test
    void one_denoising_step_at_a_time() throws InterruptedException {
        Run run = lab.prepare(DRIVEN);
        run.pause();
        run.start();
        lab.nextPause();

        run.stepDenoising();
        assertThat(lab.nextPause()).isEqualTo(new RunEvent.Paused("i", 0));
        assertThat(Probe.times("p")).isZero();
        run.stepDenoising();
        assertThat(lab.nextPause()).isEqualTo(new RunEvent.Paused("i", 1));
        assertThat(Probe.times("p")).isEqualTo(1);
        run.resume();

        run.join();
        assertThat(Probe.times("p")).isEqualTo(3);
    }

    @Test
    void a_breakpoint_holds_the_run_at_its_step() throws InterruptedException {
        Run run = lab.prepare(DRIVEN);
        run.set(new Breakpoint.AtStep(2));
        run.start();

        assertThat(lab.nextPause()).isEqualTo(new RunEvent.Paused("i", 2));
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
        Run run = lab.prepare(DRIVEN);
        run.set(new Breakpoint.AtStep(1));
        run.start();
        lab.nextPause();
        // As long as no node of this graph takes: a hundredth of it would be noticed.
        Thread.sleep(500);
        run.resume();
        run.join();

        assertThat(lab.events(RunEvent.Finished.class)).allMatch(event -> event.millis() < 400);
        assertThat(lab.events(RunEvent.Progress.class)).allMatch(event -> event.elapsed() < 400);
    }
}
