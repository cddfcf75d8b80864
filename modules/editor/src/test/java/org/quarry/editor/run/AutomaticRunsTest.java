package org.quarry.editor.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.LayoutEdits;
import org.quarry.editor.document.NodeActivity;
import org.quarry.editor.document.Selection;
import org.quarry.editor.run.QueuedRun.State;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.Socket;

class AutomaticRunsTest {
    @TempDir
    Path folder;

    private final Deque<Runnable> settled = new ArrayDeque<>();
    private RunBench bench;
    private AutomaticRuns automatic;

    @BeforeEach
    void open() {
        bench = new RunBench(folder);
        automatic = bench.on(() -> new AutomaticRuns(bench.runs, settled::add));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Document document(String note) {
        return bench.document(
                "seeded = seeded seed=1",
                "hold = hold value<-seeded.value note=" + note,
                "paint = paint value<-hold.value",
                "show = show picture<-paint.picture");
    }

    private void set(Document document, String parameter, Json value) {
        bench.does(
                () -> document.edit("Set", workflow -> workflow.with(Socket.parse(parameter), new Input.Value(value))));
    }

    private QueuedRun last() {
        return bench.on(() -> bench.runs.all().get(bench.runs.all().size() - 1));
    }

    @Test
    void a_change_of_a_parameter_runs_and_a_move_of_a_node_does_not() {
        Document document = document("open");
        bench.does(() -> automatic.toggle(document));
        bench.over(last());

        bench.does(() -> document.edit(
                "Move", workflow -> LayoutEdits.moved(workflow, Selection.ofNodes(Set.of("paint")), 50, 0)));
        set(document, "seeded.seed", Json.of(2));
        bench.over(last());

        assertThat(bench.states())
                .as("an automatic run that another followed is no history")
                .containsExactly("#2 Test: automatic FINISHED");
        assertThat(RunningNodes.SEEDED).containsOnlyKeys(1L, 2L);
    }

    @Test
    void while_a_run_goes_on_only_the_newest_value_waits() {
        RunningNodes.LATCHES.put("gate", new CountDownLatch(1));
        Document document = document("gate");
        bench.does(() -> automatic.toggle(document));
        QueuedRun first = last();
        bench.await(() -> first.state() == State.RUNNING);

        for (int seed = 2; seed <= 9; seed++) {
            set(document, "seeded.seed", Json.of(seed));
        }
        RunningNodes.LATCHES.get("gate").countDown();
        bench.over(first);
        bench.over(last());

        assertThat(first.state()).isEqualTo(State.FINISHED);
        assertThat(RunningNodes.SEEDED).containsOnlyKeys(1L, 9L);
    }

    @Test
    void only_what_a_parameter_changes_is_computed_again() {
        Document document = document("open");
        bench.does(() -> automatic.toggle(document));
        bench.over(last());

        set(document, "hold.note", Json.of("elsewhere"));
        bench.over(last());

        assertThat(bench.on(() -> document.activity().of("seeded").state())).isEqualTo(NodeActivity.State.REUSED);
        assertThat(bench.on(() -> document.activity().of("hold").state())).isEqualTo(NodeActivity.State.DONE);
        assertThat(bench.on(() -> document.activity().of("hold").reason())).contains("note");
    }

    @Test
    void a_run_that_is_still_going_on_when_the_hand_rests_gives_way() {
        RunningNodes.LATCHES.put("stuck", new CountDownLatch(1));
        Document document = document("stuck");
        bench.does(() -> automatic.toggle(document));
        QueuedRun stuck = last();
        bench.await(() -> stuck.state() == State.RUNNING);

        set(document, "hold.note", Json.of("open"));
        bench.does(() -> settled.getLast().run());
        bench.over(last());

        assertThat(stuck.state()).isEqualTo(State.CANCELLED);
        assertThat(last().state()).isEqualTo(State.FINISHED);
    }

    @Test
    void a_workflow_with_an_error_waits_until_it_is_right() {
        Document document = document("open");
        bench.does(() -> automatic.toggle(document));
        bench.over(last());

        bench.does(() -> document.edit(
                "Cut",
                workflow -> workflow.with("paint", workflow.nodes().get("paint").withInputs(Map.of()))));
        bench.does(document::undo);
        set(document, "seeded.seed", Json.of(3));
        bench.over(last());

        assertThat(bench.states()).noneMatch(state -> state.contains("REFUSED"));
    }

    @Test
    void it_ends_when_it_is_switched_off() {
        Document document = document("open");
        bench.does(() -> automatic.toggle(document));
        bench.over(last());

        bench.does(() -> automatic.toggle(document));
        set(document, "seeded.seed", Json.of(5));

        assertThat(bench.states()).hasSize(1);
    }
}
