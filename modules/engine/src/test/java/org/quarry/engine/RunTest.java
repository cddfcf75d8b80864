package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.quarry.tensor.Tensor;

class RunTest extends LabTest {
    @Test
    void only_what_the_goals_need_is_computed() {
        lab.run(
                "a = tensor value=1",
                "unused = tensor value=2",
                "out = show value<-a.value",
                "alone = add parts<-unused.value");

        assertThat(lab.computed()).containsExactly("a", "out");
    }

    @Test
    void without_a_node_that_shows_or_writes_the_goals_are_those_that_nobody_reads() {
        lab.run("a = tensor value=1", "b = add parts<-a.value", "c = tensor value=3");

        assertThat(lab.events(RunEvent.RunStarted.class)).singleElement().satisfies(event -> {
            assertThat(event.goals()).containsExactlyInAnyOrder("b", "c");
            assertThat(event.nodes()).isEqualTo(3);
        });
    }

    @Test
    void a_run_to_a_node_stops_there() {
        RunRequest request = lab.request("a = tensor value=1", "b = add parts<-a.value", "out = show value<-b.value");

        RunResult result = lab.run(request.to("b"));

        assertThat(lab.computed()).containsExactly("a", "b");
        assertThat(Lab.number(result, "b.value")).isEqualTo(1);
    }

    @Test
    void a_run_to_a_per_step_node_runs_the_drivers_that_evaluate_it() {
        RunRequest request = lab.request(
                "one = tensor value=1",
                "p = predict bias<-one.value",
                "i = integrate slope<-p.value start<-one.value steps=2",
                "out = show value<-i.end");

        lab.run(request.to("p.value"));

        assertThat(lab.computed()).containsExactly("one", "p", "i");
    }

    @Test
    void a_target_that_is_not_there_is_named_with_those_that_are() {
        RunRequest request = lab.request("a = tensor value=1", "b = add parts<-a.value");

        assertThatThrownBy(() -> lab.run(request.to("c")))
                .hasMessage("there is no node 'c' to run to; there are [a, b]");
    }

    @Test
    void a_shared_source_runs_once_and_first() {
        lab.run("a = tensor value=1 note=a", "b = add parts<-a.value note=b", "c = add parts<-a.value,b.value note=c");

        assertThat(Probe.seen()).containsExactly("a", "b", "c");
    }

    @Test
    void independent_branches_run_at_the_same_time() {
        // Each waits for the other to have begun, so one after the other they would never end.
        CountDownLatch both = new CountDownLatch(2);
        for (String note : List.of("left", "right")) {
            Probe.at(note, call -> {
                both.countDown();
                assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
            });
        }

        RunResult result = lab.run(
                "a = tensor value=1 note=left", "b = tensor value=2 note=right", "sum = add parts<-a.value,b.value");

        assertThat(Lab.number(result.orThrow(), "sum.value")).isEqualTo(3);
    }

    @Test
    void what_only_a_lazy_input_needs_is_not_computed_until_asked_for() {
        RunResult result = lab.run(
                "a = tensor value=1 note=a",
                "b = tensor value=2 note=b",
                "deep = add parts<-b.value note=deep",
                "c = choose first<-a.value second<-deep.value which=0");

        assertThat(Lab.number(result, "c.value")).isEqualTo(1);
        assertThat(Probe.seen()).containsExactly("a");
    }

    @Test
    void lazy_inputs_that_are_demanded_together_run_at_the_same_time_and_after_the_node_began() {
        CountDownLatch both = new CountDownLatch(2);
        for (String note : List.of("left", "right")) {
            Probe.at(note, call -> {
                both.countDown();
                assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
            });
        }

        RunResult result = lab.run(
                "a = tensor value=1 note=left",
                "b = tensor value=2 note=right",
                "c = choose first<-a.value second<-b.value which=2 note=choose");

        assertThat(Lab.number(result.orThrow(), "c.value")).isEqualTo(3);
        assertThat(Probe.seen().get(0)).isEqualTo("choose");
    }

    @Test
    void a_lazy_input_still_finds_what_others_read_before() {
        RunResult result = lab.run(
                "a = tensor value=5 note=a",
                "early = add parts<-a.value",
                "late = add parts<-a.value,early.value",
                "c = choose first<-early.value second<-late.value which=1");

        assertThat(Lab.number(result.orThrow(), "c.value")).isEqualTo(10);
        assertThat(Probe.times("a")).isEqualTo(1);
    }

    @Test
    void many_nested_lazy_demands_do_not_run_out_of_threads() {
        List<String> lines = new ArrayList<>(List.of("n0 = tensor value=1"));
        for (int i = 1; i <= 100; i++) {
            lines.add("n" + i + " = choose first<-n" + (i - 1) + ".value second<-n0.value");
        }

        RunResult result = lab.run(lines.toArray(String[]::new));

        assertThat(Lab.number(result.orThrow(), "n100.value")).isEqualTo(1);
    }

    @Test
    void a_chain_of_10000_nodes_runs() {
        List<String> lines = new ArrayList<>(List.of("n0 = tensor value=1"));
        for (int i = 1; i < 10_000; i++) {
            lines.add("n" + i + " = add parts<-n" + (i - 1) + ".value");
        }

        RunResult result = lab.run(lines.toArray(String[]::new));

        assertThat(Lab.number(result.orThrow(), "n9999.value")).isEqualTo(1);
    }

    @Test
    void a_value_is_let_go_after_its_last_reader() {
        AtomicReference<WeakReference<Tensor>> held = new AtomicReference<>();
        try (Lab small = new Lab(folder.resolve("small"), 0)) {
            Probe.at("last", call -> {
                for (int i = 0; i < 100 && held.get().get() != null; i++) {
                    System.gc();
                    Thread.sleep(20);
                }
                assertThat(held.get().get()).as("still held").isNull();
            });
            Holding.receiver = held;

            RunResult result = small.run(
                    "a = tensor value=1 size=1000", "b = holding value<-a.value", "c = add parts<-b.mean note=last");

            assertThat(Lab.number(result.orThrow(), "c.value")).isEqualTo(1);
        }
    }

    @Test
    void runs_of_one_engine_go_on_at_the_same_time() {
        CountDownLatch both = new CountDownLatch(2);
        Probe.at("meet", call -> {
            both.countDown();
            assertThat(both.await(20, TimeUnit.SECONDS)).isTrue();
        });
        Run one = lab.prepare("a = tensor value=1 note=meet").start();
        Run other = lab.prepare("a = tensor value=2 note=meet").start();

        assertThat(Lab.number(one.join(), "a.value")).isEqualTo(1);
        assertThat(Lab.number(other.join(), "a.value")).isEqualTo(2);
    }

    @Test
    void a_run_is_started_once() {
        Run run = lab.prepare("a = tensor value=1").start();

        assertThatThrownBy(run::start).hasMessageContaining("prepare another one");
        run.join();
    }
}
