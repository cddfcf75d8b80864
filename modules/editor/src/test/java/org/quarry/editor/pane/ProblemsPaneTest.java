package org.quarry.editor.pane;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.event.KeyEvent;
import java.util.Optional;
import java.util.Set;
import javax.swing.JTable;
import javax.swing.MenuSelectionManager;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.NodeActivity;
import org.quarry.editor.document.Selection;
import org.quarry.editor.problem.ProblemsPane;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.Socket;

/** The list of problems, driven by mouse and keyboard. */
class ProblemsPaneTest {
    /** The example with a number of steps that cannot be. */
    private static Document broken() throws Exception {
        Document document = Example.document();
        Stage.on(() -> {
            document.edit(
                    "Break", workflow -> workflow.with(Socket.parse("schedule.steps"), new Input.Value(Json.of(0))));
            return true;
        });
        return document;
    }

    /** The table, once it shows the one problem of a document. */
    private static JTable withOneProblem(Stage stage, ProblemsPane pane, Document document) {
        Stage.on(() -> {
            pane.show(Optional.of(document));
            return true;
        });
        JTable table = stage.find(JTable.class, "problems");
        stage.until(() -> table.getRowCount() == 1);
        return table;
    }

    @Test
    void a_click_on_a_problem_goes_to_its_node_and_the_list_empties_when_it_is_mended() throws Exception {
        Document document = broken();
        ProblemsPane pane = Stage.on(() -> new ProblemsPane(
                Example.AT_ONCE, (of, problem) -> of.select(Selection.ofNodes(Set.of(problem.node())))));
        try (Stage stage = Stage.of(pane, 700, 200)) {
            JTable table = withOneProblem(stage, pane, document);
            stage.click(table, new Point(400, 8), 1);
            stage.until(() -> document.selection().nodes().contains("schedule"));
            Stage.on(() -> {
                document.undo();
                return true;
            });

            stage.until(() -> table.getRowCount() == 0);
        }
    }

    @Test
    void alt_enter_offers_what_mends_a_problem_and_enter_does_it() throws Exception {
        Document document = broken();
        ProblemsPane pane = Stage.on(() -> new ProblemsPane(Example.AT_ONCE, (of, problem) -> {}));
        try (Stage stage = Stage.of(pane, 700, 200)) {
            JTable table = withOneProblem(stage, pane, document);
            stage.click(table, new Point(400, 8), 1);
            stage.focus(table);
            stage.chord(KeyEvent.VK_ALT, KeyEvent.VK_ENTER);
            stage.until(() -> MenuSelectionManager.defaultManager().getSelectedPath().length > 1);
            stage.key(KeyEvent.VK_ENTER);

            stage.until(() -> table.getRowCount() == 0);
            assertThat(Example.value(document, "schedule.steps")).isEqualTo(Json.of(1));
        }
    }

    @Test
    void what_failed_in_the_last_run_stands_first_until_a_node_changes() throws Exception {
        Document document = Example.document();
        ProblemsPane pane = Stage.on(() -> new ProblemsPane(Example.AT_ONCE, (of, problem) -> {}));
        try (Stage stage = Stage.of(pane, 700, 200)) {
            Stage.on(() -> {
                pane.show(Optional.of(document));
                document.activity()
                        .update(
                                "save",
                                known -> known.in(NodeActivity.State.FAILED).because("input 'file': the disk is full"));
                return true;
            });
            JTable table = stage.find(JTable.class, "problems");
            stage.until(() -> table.getRowCount() == 1);
            assertThat(Stage.<Object>on(() -> table.getValueAt(0, 2))).isEqualTo("save");
            assertThat(Stage.<Object>on(() -> table.getValueAt(0, 3)))
                    .isEqualTo("the last run failed here: input 'file': the disk is full");
            Stage.on(() -> {
                document.edit(
                        "Set", workflow -> workflow.with(Socket.parse("save.file"), new Input.Value(Json.of("b.png"))));
                return true;
            });

            stage.until(() -> table.getRowCount() == 0);
        }
    }

    @Test
    void a_sentence_that_is_wider_than_the_window_wraps_and_unwraps_as_the_window_grows() throws Exception {
        Document document = broken();
        ProblemsPane pane = Stage.on(() -> new ProblemsPane(Example.AT_ONCE, (of, problem) -> {}));
        try (Stage stage = Stage.of(pane, 330, 200)) {
            JTable table = withOneProblem(stage, pane, document);
            stage.until(() -> table.getRowHeight(0) > table.getRowHeight() + 10);
            Stage.on(() -> {
                SwingUtilities.getWindowAncestor(pane).setSize(1200, 200);
                return true;
            });

            stage.until(() -> table.getRowHeight(0) == table.getRowHeight());
        }
    }
}
