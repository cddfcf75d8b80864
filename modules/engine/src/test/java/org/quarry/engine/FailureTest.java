package org.quarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FailureTest extends LabTest {
    private Failure failure(String how) {
        RunResult result = lab.run("a = tensor value=1", "f = fail value<-a.value how=" + how);
        assertThat(result.outcome()).isEqualTo(RunResult.Outcome.FAILED);
        assertThat(result.failures()).hasSize(1);
        return result.failures().get(0);
    }

    @Test
    void a_failure_that_the_user_can_mend_names_node_and_input() {
        Failure failure = failure("node-exception");

        assertThat(failure.message()).isEqualTo("node 'f', input 'value': found [1], wanted [2]; cut it");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.USER);
    }

    @Test
    void an_unexpected_exception_names_node_and_module_and_keeps_the_cause() {
        Failure failure = failure("runtime-exception");

        assertThat(failure.message())
                .isEqualTo(
                        "node 'f': failed unexpectedly with java.lang.ArithmeticException: / by zero; this is a mistake"
                                + " in org.quarry.test 1.0, tell its authors");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.NODE);
        assertThat(failure.cause()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void errors_of_the_machine_within_a_node_are_its_failure_too() {
        assertThat(failure("stack-overflow").cause()).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void a_node_that_gives_null_is_said_to() {
        assertThat(failure("gives-null").message())
                .startsWith("node 'f': gave null, a record of outputs was wanted; this is a mistake in");
        assertThat(failure("null-output").message())
                .startsWith("node 'f': gave null for its output 'value'; this is a mistake in");
    }

    @Test
    void a_node_that_stops_though_nobody_cancelled_has_failed() {
        assertThat(failure("cancels-itself").message())
                .startsWith("node 'f': stopped as if the run had been cancelled, which it was not");
    }

    @Test
    void what_a_goal_foresees_is_said_before_anything_is_computed_for_it() {
        RunResult result = lab.run(
                "a = tensor value=1",
                "sum = add parts<-a.value",
                "d = doomed value<-sum.value says=no",
                "b = tensor value=2");

        assertThat(result.failures())
                .singleElement()
                .extracting(Failure::message)
                .isEqualTo("node 'd', input 'says': found 'no'; say something else");
        assertThat(lab.computed()).containsExactly("b");
    }

    @Test
    void a_failed_branch_does_not_take_the_others() {
        RunResult result = lab.run(
                "a = tensor value=1",
                "f = fail value<-a.value",
                "behind = add parts<-f.value",
                "further = show value<-behind.value",
                "fine = show value<-a.value");

        assertThat(Lab.number(result, "fine.value")).isEqualTo(1);
        assertThat(lab.events(RunEvent.Skipped.class))
                .containsExactlyInAnyOrder(new RunEvent.Skipped("behind", "f"), new RunEvent.Skipped("further", "f"));
        assertThat(result.failures()).hasSize(1);
        assertThatThrownBy(result::orThrow).hasMessage("node 'f', input 'value': found [1], wanted [2]; cut it");
    }

    @Test
    void a_node_whose_lazy_input_failed_is_skipped_not_failed() {
        RunResult result = lab.run(
                "a = tensor value=1", "f = fail value<-a.value", "c = choose first<-f.value second<-a.value which=0");

        assertThat(result.failures()).extracting(Failure::node).containsExactly("f");
        assertThat(lab.events(RunEvent.Skipped.class)).containsExactly(new RunEvent.Skipped("c", "f"));
    }

    @Test
    void a_failing_per_step_node_fails_by_name_and_its_driver_is_skipped() {
        RunResult result = lab.run(
                "one = tensor value=1",
                "b = brittle failing=2",
                "i = integrate slope<-b.value start<-one.value steps=4");

        assertThat(result.failures())
                .extracting(Failure::message)
                .containsExactly("node 'b', input 'failing': found step 2; set another");
        assertThat(lab.events(RunEvent.Skipped.class)).containsExactly(new RunEvent.Skipped("i", "b"));
    }

    @Test
    void per_step_nodes_that_were_evaluated_before_another_failed_are_finished() {
        lab.run(
                "one = tensor value=1",
                "p = predict bias<-one.value",
                "b = brittle failing=2",
                "s = sum parts<-p.value,b.value",
                "i = integrate slope<-s.value start<-one.value steps=4");

        assertThat(lab.events(RunEvent.Finished.class))
                .extracting(RunEvent.Finished::node)
                .contains("p", "s")
                .doesNotContain("b", "i");
    }

    @Test
    void of_a_batch_that_fails_the_node_at_fault_is_named() {
        RunResult result = lab.run(
                "one = tensor value=1",
                "good = brittle",
                "bad = brittle failing=1",
                "s = sum parts<-good.value,bad.value",
                "i = integrate slope<-s.value start<-one.value steps=4");

        assertThat(result.failures()).extracting(Failure::node).containsExactly("bad");
    }

    @Test
    void a_batch_that_loses_a_record_is_its_nodes_mistake() {
        RunResult result = lab.run(
                "one = tensor value=1",
                "a = short value<-one.value",
                "b = short value<-one.value",
                "s = sum parts<-a.value,b.value",
                "i = integrate slope<-s.value start<-one.value steps=4");

        assertThat(result.failures())
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.message()).contains("gave 1 records from runAll, 2 were wanted"));
    }

    @Test
    void a_missing_model_is_the_machines_failure_with_the_models_own_words() {
        RunResult result = lab.run("m = model model=nowhere");

        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(Failure.Kind.MACHINE);
            assertThat(failure.message()).isEqualTo("node 'm': there is no model 'nowhere'; install it");
        });
    }

    @Test
    void a_listener_that_throws_ends_the_run_with_its_exception() {
        Run run = lab.engine.prepare(lab.request("a = tensor value=1"), event -> {
            throw new IllegalStateException("the window is gone");
        });

        assertThatThrownBy(() -> run.start().join()).hasMessageContaining("the window is gone");
    }
}
