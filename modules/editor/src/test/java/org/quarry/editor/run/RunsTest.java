package org.quarry.editor.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.NodeActivity;
import org.quarry.editor.run.QueuedRun.State;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Socket;

/** The queue of runs: what it does, in which order, and what it refuses. */
class RunsTest extends RunBenchTest {
    private static final Socket SEED = Socket.parse("seeded.seed");

    @Test
    void a_run_shows_its_picture_and_says_what_each_node_did() {
        Document document = bench.picture("open");

        QueuedRun run = bench.over(bench.queue(document));

        assertThat(run.state()).isEqualTo(State.FINISHED);
        assertThat(run.results()).hasSize(1);
        // 51 of 255 is one fifth.
        assertThat(run.results().get(0).at(0, 0, 0)).isEqualTo(0.2f);
        assertThat(run.progress().fraction()).isEqualTo(1);
        bench.does(() -> {
            assertThat(document.activity().of("paint").state()).isEqualTo(NodeActivity.State.DONE);
            assertThat(document.activity().of("paint").reason()).isNotEmpty();
            assertThat(document.activity().of("show").preview()).isPresent();
            assertThat(document.activity().of("paint").preview())
                    .as("its picture, not its mask")
                    .isEqualTo(document.activity().of("show").preview());
        });
    }

    @Test
    void a_second_run_takes_what_is_there() {
        Document document = bench.picture("open");
        bench.over(bench.queue(document));

        bench.over(bench.queue(document));

        assertThat(RunningNodes.SEEDED.get(51L)).hasValue(1);
        bench.does(() -> assertThat(document.activity().of("paint").state()).isEqualTo(NodeActivity.State.REUSED));
    }

    @Test
    void running_a_node_again_computes_it_whatever_is_kept() {
        Document document = bench.picture("open");
        bench.over(bench.queue(document));

        bench.over(bench.on(() -> bench.runs.queue(document, List.of("seeded"), RunOrder.Cause.AGAIN)));

        assertThat(RunningNodes.SEEDED.get(51L)).hasValue(2);
    }

    @Test
    void runs_go_one_after_the_other_each_with_the_workflow_of_its_time() {
        RunningNodes.LATCHES.put("gate", new CountDownLatch(1));
        Document document = bench.picture("gate");
        QueuedRun first = bench.queue(document);
        bench.await(() -> first.state() == State.RUNNING);

        bench.does(() -> document.edit("Set", workflow -> workflow.with(SEED, new Input.Value(Json.of(102)))));
        QueuedRun second = bench.queue(document);
        bench.does(() -> document.edit("Set", workflow -> workflow.with(SEED, new Input.Value(Json.of(255)))));
        assertThat(second.state()).isEqualTo(State.WAITING);
        RunningNodes.LATCHES.get("gate").countDown();
        bench.over(second);

        assertThat(first.results().get(0).at(0, 0, 0)).isEqualTo(0.2f);
        assertThat(second.results().get(0).at(0, 0, 0)).isEqualTo(0.4f);
        assertThat(RunningNodes.SEEDED).containsOnlyKeys(51L, 102L);
    }

    @Test
    void cancelling_stops_the_run_that_is_named_and_the_next_one_begins() {
        RunningNodes.LATCHES.put("stuck", new CountDownLatch(1));
        QueuedRun stuck = bench.queue(bench.picture("stuck"));
        QueuedRun unwanted = bench.queue(bench.picture("stuck"));
        QueuedRun next = bench.queue(bench.picture("open"));
        bench.await(() -> stuck.state() == State.RUNNING);

        bench.does(() -> bench.runs.cancel(unwanted));
        bench.does(() -> bench.runs.cancel(stuck));
        bench.over(next);

        assertThat(bench.states()).containsExactly("#1 Test CANCELLED", "#2 Test CANCELLED", "#3 Test FINISHED");
        bench.does(
                () -> assertThat(stuck.order().document().activity().of("hold").state())
                        .isEqualTo(NodeActivity.State.CANCELLED));
    }

    @Test
    void clearing_the_queue_leaves_the_run_that_goes_on() {
        RunningNodes.LATCHES.put("gate", new CountDownLatch(1));
        QueuedRun first = bench.queue(bench.picture("gate"));
        bench.queue(bench.picture("gate"));
        bench.queue(bench.picture("gate"));

        bench.does(bench.runs::clear);
        RunningNodes.LATCHES.get("gate").countDown();
        bench.over(first);

        assertThat(bench.states()).containsExactly("#1 Test FINISHED", "#2 Test CANCELLED", "#3 Test CANCELLED");
    }

    @Test
    void a_failure_stands_on_its_node_in_words() {
        Document document = bench.document(
                "seeded = seeded",
                "fail = fail value<-seeded.value",
                "paint = paint value<-fail.value",
                "show = show picture<-paint.picture");

        QueuedRun run = bench.over(bench.queue(document));

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.sentence()).isEqualTo("node 'fail', input 'value': found a test, wanted work; remove this node");
        bench.does(() -> {
            assertThat(document.activity().of("fail").state()).isEqualTo(NodeActivity.State.FAILED);
            assertThat(run.sentence())
                    .isEqualTo("node 'fail', " + document.activity().of("fail").reason());
            assertThat(document.activity().of("show").state()).isEqualTo(NodeActivity.State.SKIPPED);
        });
    }

    @Test
    void a_workflow_with_an_error_is_refused_with_its_problems() {
        Document document = bench.document("paint = paint", "show = show picture<-paint.picture");

        QueuedRun run = bench.over(bench.queue(document));

        assertThat(run.state()).isEqualTo(State.REFUSED);
        assertThat(run.problems()).hasSize(1);
        assertThat(run.problems().get(0).node()).isEqualTo("paint");
    }

    @Test
    void a_muted_node_cannot_be_run_to() {
        Document document = bench.document("seeded = seeded", "other = seeded");
        bench.does(() -> document.edit(
                "Mute",
                workflow -> workflow.with("other", workflow.nodes().get("other").with(PlacedNode.Mode.MUTED))));

        QueuedRun run = bench.over(bench.queue(document, "other"));

        assertThat(run.state()).isEqualTo(State.REFUSED);
        assertThat(run.sentence()).startsWith("node 'other' is muted or bypassed and takes no part in a run");
    }

    @Test
    void an_automatic_run_gives_way_to_the_next_one() {
        RunningNodes.LATCHES.put("stuck", new CountDownLatch(1));
        Document document = bench.picture("stuck");
        QueuedRun first = bench.on(() -> bench.runs.replaceAutomatic(document, List.of()));
        bench.await(() -> first.state() == State.RUNNING);

        QueuedRun second = bench.on(() -> bench.runs.replaceAutomatic(document, List.of()));
        RunningNodes.LATCHES.get("stuck").countDown();
        bench.over(second);

        assertThat(first.state()).isEqualTo(State.CANCELLED);
        assertThat(second.state()).isEqualTo(State.FINISHED);
    }

    @Test
    void equal_runs_have_equal_receipts() {
        Document document = bench.picture("open");
        QueuedRun first = bench.over(bench.queue(document));
        QueuedRun second = bench.over(bench.queue(document));
        bench.await(() -> first.receipt().isPresent() && second.receipt().isPresent());

        assertThat(first.receipt().get().firstDifference(second.receipt().get()))
                .isEmpty();
    }
}
