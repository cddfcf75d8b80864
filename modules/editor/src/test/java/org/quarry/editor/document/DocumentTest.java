package org.quarry.editor.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

class DocumentTest {
    private static final Socket FACTOR = Socket.parse("scale.factor");

    @TempDir
    Path folder;

    private Document document;

    @BeforeEach
    void open() {
        document = Document.unsaved(Desks.desk(folder), Desks.chain(), folder);
    }

    private void factor(String merge, int value) {
        document.edit("Set factor", merge, workflow -> workflow.with(FACTOR, new Input.Value(Json.of(value))));
    }

    @Test
    void undo_gives_back_the_very_workflow_and_redo_the_changed_one() {
        Workflow before = document.workflow();
        factor("", 2);
        Workflow after = document.workflow();

        document.undo();
        assertThat(document.workflow()).isSameAs(before);
        assertThat(document.undoName()).isEmpty();
        assertThat(document.redoName()).contains("Set factor");

        document.redo();
        assertThat(document.workflow()).isSameAs(after);
    }

    @Test
    void a_thousand_gestures_are_undone_one_by_one() {
        Workflow before = document.workflow();
        for (int value = 2; value <= 1001; value++) {
            factor("", value);
        }
        for (int gesture = 0; gesture < 1000; gesture++) {
            document.undo();
        }

        assertThat(document.workflow()).isSameAs(before);
    }

    @Test
    void parts_of_one_drag_are_one_gesture_and_two_drags_are_two() {
        factor("first drag", 2);
        factor("first drag", 3);
        factor("second drag", 4);

        document.undo();
        assertThat(document.workflow().nodes().get("scale").inputs().get("factor"))
                .isEqualTo(new Input.Value(Json.of(3)));
        document.undo();
        assertThat(document.workflow()).isEqualTo(Desks.chain());
    }

    @Test
    void a_gesture_that_changes_nothing_leaves_no_trace() {
        document.edit("Nothing", workflow -> workflow);

        assertThat(document.undoName()).isEmpty();
        assertThat(document.dirty()).isFalse();
    }

    @Test
    void a_new_gesture_forgets_what_could_be_redone() {
        factor("", 2);
        document.undo();
        factor("", 3);

        assertThat(document.redoName()).isEmpty();
    }

    @Test
    void it_is_dirty_until_it_is_saved_or_undone() {
        factor("", 2);
        assertThat(document.dirty()).isTrue();

        document.undo();
        assertThat(document.dirty()).isFalse();

        document.redo();
        document.savedTo(folder.resolve("chain.json"));
        assertThat(document.dirty()).isFalse();
        assertThat(document.name()).isEqualTo("chain.json");
        document.undo();
        assertThat(document.dirty()).isTrue();
    }

    @Test
    void a_drag_after_saving_is_not_merged_into_what_was_saved() {
        factor("drag", 2);
        document.savedTo(folder.resolve("chain.json"));
        factor("drag", 3);

        document.undo();

        assertThat(document.dirty()).isFalse();
    }

    @Test
    void what_is_gone_is_no_longer_selected() {
        document.select(Selection.all(document.workflow()));

        document.edit(
                "Clear",
                workflow ->
                        Workflow.empty("Chain").with("make", workflow.nodes().get("make")));

        assertThat(document.selection().nodes()).containsExactly("make");
        assertThat(document.selection().links()).isEmpty();
    }

    @Test
    void each_change_is_checked_and_tells_its_listeners_once() {
        List<String> heard = new ArrayList<>();
        document.listen(new DocumentListener() {
            @Override
            public void edited(Workflow before) {
                heard.add("edited");
            }

            @Override
            public void checked() {
                heard.add("checked");
            }

            @Override
            public void saved() {
                heard.add("saved");
            }
        });

        factor("", 1000);

        assertThat(heard).containsExactly("edited", "saved", "checked");
        assertThat(document.checked().orElseThrow().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.node()).isEqualTo("scale"));
    }

    @Test
    void moving_nodes_changes_their_places_and_nothing_else() {
        document.select(Selection.ofNodes(Set.of("scale")));
        document.edit("Move", workflow -> LayoutEdits.moved(workflow, Selection.ofNodes(Set.of("scale")), 30, -20));

        assertThat(document.workflow().nodes()).isEqualTo(Desks.chain().nodes());
        assertThat(document.workflow().layout().places()).containsOnlyKeys("scale");
        assertThat(Edits.place(document.workflow(), "scale").x()).isEqualTo(30);
        assertThat(document.selection().nodes()).containsExactly("scale");
    }
}
