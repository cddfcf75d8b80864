package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerStepTest extends LabTest {
    @Test
    void a_driver_integrates_what_per_step_nodes_predict() {
        RunResult result = lab.run(
                "one = tensor value=1",
                "p = predict bias<-one.value",
                "i = integrate slope<-p.value start<-one.value steps=2");

        // x ← x − x/2, twice
        assertThat(Lab.number(result.orThrow(), "i.end")).isEqualTo(0.25f);
    }

    @Test
    void nodes_that_share_a_network_and_are_ready_together_are_one_batch() {
        RunResult result = lab.run(
                "one = tensor value=1",
                "zero = tensor value=0",
                "with = predict bias<-one.value note=with",
                "without = predict bias<-zero.value note=without",
                "g = guide conditional<-with.value unconditional<-without.value scale=1.5",
                "i = integrate slope<-g.value start<-one.value steps=2");

        // x ← x − 1.5·x/2, twice
        assertThat(Lab.number(result.orThrow(), "i.end")).isEqualTo(0.0625f);
        assertThat(Probe.seen()).containsExactly("with+without", "with+without");
    }

    @Test
    void guidance_at_scale_1_does_not_evaluate_the_unconditional_prediction() {
        RunResult result = lab.run(
                "one = tensor value=1",
                "other = tensor value=7 note=other",
                "with = predict bias<-one.value note=with",
                "without = predict bias<-other.value note=without",
                "g = guide conditional<-with.value unconditional<-without.value scale=1",
                "i = integrate slope<-g.value start<-one.value steps=2");

        assertThat(Lab.number(result.orThrow(), "i.end")).isEqualTo(0.25f);
        assertThat(Probe.seen()).as("not even what it alone reads").containsExactly("with", "with");
    }

    @Test
    void eager_nodes_of_one_type_wait_for_each_other() {
        RunResult result = lab.run(
                "one = tensor value=1",
                "a = predict bias<-one.value note=a",
                "step = current",
                "b = predict bias<-one.value note=b",
                "half = sum parts<-step.sample,a.value",
                "c = sum parts<-b.value,half.value,step.sample",
                "i = integrate slope<-c.value start<-one.value steps=1");

        // slope = −x + (x − x) + x = 0
        assertThat(Lab.number(result.orThrow(), "i.end")).isEqualTo(1);
        assertThat(Probe.seen()).containsExactly("a+b");
    }

    @Test
    void a_node_is_evaluated_once_for_one_step_however_many_wires_need_it() {
        lab.run(
                "one = tensor value=1",
                "p = predict bias<-one.value note=p",
                "q = sum parts<-p.value,p.value note=q",
                "i = integrate slope<-q.value beside<-p.value start<-one.value steps=3");

        assertThat(Probe.seen()).containsExactly("p", "q", "p", "q", "p", "q");
    }

    @Test
    void a_node_sees_what_it_gave_at_the_step_before() {
        RunResult result = lab.run(
                "zero = tensor value=0",
                "step = current",
                "r = remember value<-step.index",
                "i = integrate slope<-step.sample beside<-r.value start<-zero.value steps=4");

        // 0, 0+1, 0+1+2, 0+1+2+3
        assertThat(Lab.number(result.orThrow(), "i.beside")).isEqualTo(10);
    }

    @Test
    void several_drivers_share_a_wire_and_do_not_disturb_each_other() {
        RunResult result = lab.run(
                "one = tensor value=1",
                "zero = tensor value=0",
                "step = current",
                "r = remember value<-step.index",
                "i = integrate slope<-step.sample beside<-r.value start<-zero.value steps=4",
                "j = integrate slope<-step.sample beside<-r.value start<-one.value steps=3",
                "out = add parts<-i.beside,j.beside");

        assertThat(Lab.number(result.orThrow(), "out.value")).isEqualTo(10 + 4);
    }

    @Test
    void a_driver_that_is_asked_for_by_another_drivers_wire_has_steps_of_its_own() {
        RunResult result = lab.run(
                "one = tensor value=1",
                "step = current",
                "inner = integrate slope<-step.index start<-one.value steps=2",
                "p = predict bias<-inner.end",
                "both = sum parts<-p.value,step.index",
                "outer = integrate slope<-both.value start<-one.value steps=2");

        // inner: 1 + 0/2 + 1/2 = 1.5; outer: x − 1.5x/2 + 0/2 = 0.25; then 0.25 − 1.5·0.25/2 + 1/2
        assertThat(Lab.number(result.orThrow(), "outer.end")).isEqualTo(0.5625f);
    }

    @Test
    void a_once_wire_stands_at_a_per_step_input_as_itself() {
        RunResult result = lab.run("one = tensor value=1", "i = integrate slope<-one.value start<-one.value steps=4");

        assertThat(Lab.number(result.orThrow(), "i.end")).isEqualTo(2);
    }

    @Test
    void a_deep_region_is_evaluated_without_deep_recursion() {
        List<String> lines =
                new ArrayList<>(List.of("one = tensor value=1", "step = current", "s0 = sum parts<-step.sample"));
        for (int i = 1; i < 3000; i++) {
            lines.add("s" + i + " = sum parts<-s" + (i - 1) + ".value");
        }
        lines.add("i = integrate slope<-s2999.value start<-one.value steps=2");

        RunResult result = lab.run(lines.toArray(String[]::new));

        assertThat(Lab.number(result.orThrow(), "i.end")).isEqualTo(2.25f);
    }

    @Test
    void the_values_of_the_steps_can_be_looked_at_afterwards() {
        Run run = lab.prepare(
                "one = tensor value=1",
                "p = predict bias<-one.value",
                "i = integrate slope<-p.value start<-one.value steps=2");
        run.start().join();

        List<StepValues> steps = run.steps("i");
        assertThat(steps).extracting(step -> step.step().index()).containsExactly(0, 1);
        assertThat(steps.get(1).value("p", "value")).hasToString("Optional[[1] [-0.5]]");
        assertThat(steps.get(1).values()).hasSize(1);
        assertThat(lab.events(RunEvent.Stepped.class)).hasSize(2);
    }

    @Test
    void the_ring_of_step_values_keeps_the_last_ones_that_fit() {
        Run run = lab.prepare(
                "one = tensor value=1 size=20000",
                "p = predict bias<-one.value",
                "i = integrate slope<-p.value start<-one.value steps=20");
        run.start().join();

        // A step holds two tensors of 80 kB; the lab keeps a megabyte.
        assertThat(run.steps("i"))
                .hasSize(6)
                .last()
                .satisfies(step -> assertThat(step.step().index()).isEqualTo(19));
    }

    @Test
    void a_step_costs_little_beside_what_its_nodes_compute() {
        String[] lines = {
            "one = tensor value=1",
            "zero = tensor value=0",
            "with = predict bias<-one.value",
            "without = predict bias<-zero.value",
            "g = guide conditional<-with.value unconditional<-without.value scale=1.5",
            "i = integrate slope<-g.value start<-one.value steps=2000"
        };
        lab.run(lines);
        lab.engine.forget();

        lab.run(lines);

        double perStep = lab.events(RunEvent.Stepped.class).stream()
                .mapToDouble(event -> event.values().millis())
                .sorted()
                .skip(1000)
                .findFirst()
                .orElseThrow();
        System.out.printf("a step of a guided prediction: %.4f ms%n", perStep);
        assertThat(perStep).isCloseTo(0, within(0.3));
    }
}
