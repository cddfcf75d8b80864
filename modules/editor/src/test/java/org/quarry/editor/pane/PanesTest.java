package org.quarry.editor.pane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.prefs.Preferences;
import javax.swing.JSpinner;
import javax.swing.JTable;
import javax.swing.JTextField;
import javax.swing.JTree;
import javax.swing.MenuSelectionManager;
import javax.swing.tree.DefaultMutableTreeNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Desk;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Selection;
import org.quarry.editor.everywhere.Found;
import org.quarry.editor.everywhere.SearchPane;
import org.quarry.editor.field.ValueField;
import org.quarry.editor.inspector.InspectorPane;
import org.quarry.editor.inspector.Places;
import org.quarry.editor.palette.FavouriteNodes;
import org.quarry.editor.palette.NodesPane;
import org.quarry.editor.palette.RecentNodes;
import org.quarry.editor.problem.FixFinder;
import org.quarry.editor.problem.ProblemsPane;
import org.quarry.editor.search.NodeChoice;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.NodeCatalog;
import org.quarry.workflow.NodeType;
import org.quarry.workflow.Socket;
import org.quarry.workflow.json.WorkflowReader;

/** The panes of tool windows, driven by mouse and keyboard. */
class PanesTest {
    private static final NodeCatalog CATALOG = NodeCatalog.discover(List.of(PanesTest.class.getClassLoader()));
    private static final FixFinder AT_ONCE = new FixFinder(Runnable::run, Runnable::run);
    private static final Places NOWHERE = new Places() {
        @Override
        public void node(Document document, String name) {}

        @Override
        public void help(NodeType type) {}
    };

    private final Preferences kept = Preferences.userRoot().node("quarry-panes-test");

    @AfterEach
    void forget() throws Exception {
        kept.removeNode();
    }

    /** A tree that accepts drags cannot be made without a display. */
    @BeforeEach
    void needsDisplay() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "there is no display");
    }

    private static Document document() throws Exception {
        Desk desk = new Desk(CATALOG, KnownModels.UNKNOWN, Path.of("."), Runnable::run, Runnable::run);
        return Stage.on(() -> Document.unsaved(
                desk,
                WorkflowReader.read(Path.of("../../workflows/text-to-image.json"))
                        .workflow(),
                Path.of(".")));
    }

    private static Json value(Document document, String at) {
        Socket socket = Socket.parse(at);
        return ((Input.Value)
                        document.workflow().nodes().get(socket.node()).inputs().get(socket.port()))
                .value();
    }

    private NodesPane nodes(List<String> added) {
        return new NodesPane(
                NodeChoice.of(CATALOG.all()),
                new RecentNodes(kept),
                new FavouriteNodes(kept),
                choice -> added.add(choice.name()));
    }

    @Test
    void favourites_stand_on_top_at_this_start_and_the_next() {
        NodeChoice denoise = NodeChoice.of(CATALOG.find("quarry:denoise").orElseThrow());
        FavouriteNodes favourites = new FavouriteNodes(kept);
        favourites.toggle(NodeChoice.of(CATALOG.find("quarry:scheduler").orElseThrow()));
        favourites.toggle(denoise);
        favourites.toggle(NodeChoice.of(CATALOG.find("quarry:scheduler").orElseThrow()));

        NodesPane pane = Stage.on(() -> nodes(new ArrayList<>()));
        try (Stage stage = Stage.of(pane, 300, 600)) {
            JTree tree = stage.find(JTree.class, "nodes");

            assertThat(Stage.on(() -> List.of(
                            tree.getPathForRow(0).getLastPathComponent().toString(),
                            ((DefaultMutableTreeNode) tree.getPathForRow(1).getLastPathComponent()).getUserObject())))
                    .isEqualTo(List.of("Favourites", denoise));
        }
        assertThat(new FavouriteNodes(kept).contains(denoise)).isTrue();
    }

    @Test
    void words_filter_the_nodes_and_enter_adds_the_first() {
        List<String> added = new ArrayList<>();
        NodesPane pane = Stage.on(() -> nodes(added));
        try (Stage stage = Stage.of(pane, 300, 600)) {
            JTextField words = stage.find(JTextField.class, "nodes-filter");
            stage.focus(words);
            stage.type("vae dec");
            stage.until(() -> pane.chosen()
                    .filter(choice -> choice.name().equals("VAE decode"))
                    .isPresent());
            stage.key(KeyEvent.VK_ENTER);
            stage.until(() -> !added.isEmpty());
            stage.key(KeyEvent.VK_ESCAPE);

            JTree tree = stage.find(JTree.class, "nodes");
            stage.until(() -> words.getText().isEmpty());

            assertThat(added).containsExactly("VAE decode");
            assertThat(Stage.on(
                            () -> tree.getPathForRow(0).getLastPathComponent().toString()))
                    .as("what was added last stands on top")
                    .isEqualTo("Recent");
        }
    }

    @Test
    void a_double_click_on_a_node_adds_it() {
        List<String> added = new ArrayList<>();
        NodesPane pane = Stage.on(() -> nodes(added));
        try (Stage stage = Stage.of(pane, 300, 600)) {
            JTree tree = stage.find(JTree.class, "nodes");
            Rectangle row = Stage.on(() -> tree.getRowBounds(1));
            String name = Stage.on(() -> pane.chosen().map(NodeChoice::name).orElse("none"));
            stage.click(tree, new Point(row.x + 30, row.y + row.height / 2), 2);
            stage.until(() -> !added.isEmpty());

            assertThat(name).isEqualTo("none");
            assertThat(added).hasSize(1);
        }
    }

    @Test
    void a_click_on_a_problem_goes_to_its_node_and_the_list_empties_when_it_is_mended() throws Exception {
        Document document = document();
        Stage.on(() -> {
            document.edit(
                    "Break", workflow -> workflow.with(Socket.parse("schedule.steps"), new Input.Value(Json.of(0))));
            return true;
        });
        ProblemsPane pane = Stage.on(() ->
                new ProblemsPane(AT_ONCE, (of, problem) -> of.select(Selection.ofNodes(Set.of(problem.node())))));
        try (Stage stage = Stage.of(pane, 700, 200)) {
            Stage.on(() -> {
                pane.show(Optional.of(document));
                return true;
            });
            JTable table = stage.find(JTable.class, "problems");
            stage.until(() -> table.getRowCount() == 1);
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
        Document document = document();
        Stage.on(() -> {
            document.edit(
                    "Break", workflow -> workflow.with(Socket.parse("schedule.steps"), new Input.Value(Json.of(0))));
            return true;
        });
        ProblemsPane pane = Stage.on(() -> new ProblemsPane(AT_ONCE, (of, problem) -> {}));
        try (Stage stage = Stage.of(pane, 700, 200)) {
            Stage.on(() -> {
                pane.show(Optional.of(document));
                return true;
            });
            JTable table = stage.find(JTable.class, "problems");
            stage.until(() -> table.getRowCount() == 1);
            stage.click(table, new Point(400, 8), 1);
            stage.focus(table);
            stage.chord(KeyEvent.VK_ALT, KeyEvent.VK_ENTER);
            stage.until(() -> MenuSelectionManager.defaultManager().getSelectedPath().length > 0);
            stage.key(KeyEvent.VK_DOWN);
            stage.key(KeyEvent.VK_ENTER);

            stage.until(() -> table.getRowCount() == 0);
            assertThat(value(document, "schedule.steps")).isEqualTo(Json.of(1));
        }
    }

    @Test
    void a_parameter_typed_into_the_inspector_is_one_command_that_undo_takes_back() throws Exception {
        Document document = document();
        InspectorPane pane = Stage.on(() -> new InspectorPane(AT_ONCE, NOWHERE));
        try (Stage stage = Stage.of(pane, 320, 700)) {
            Stage.on(() -> {
                pane.show(Optional.of(document));
                document.select(Selection.ofNodes(Set.of("schedule")));
                return true;
            });
            ValueField steps = stage.find(ValueField.class, "steps");
            JSpinner spinner = Stage.on(() -> spinner(steps));
            JTextField text = ((JSpinner.NumberEditor) spinner.getEditor()).getTextField();
            stage.focus(text);
            Stage.on(() -> {
                text.selectAll();
                return true;
            });
            stage.type("33");
            stage.key(KeyEvent.VK_ENTER);
            stage.until(() -> value(document, "schedule.steps").equals(Json.of(33)));

            assertThat(Stage.on(document::undoName)).contains("Set steps");
            Stage.on(() -> {
                document.undo();
                return true;
            });
            assertThat(value(document, "schedule.steps")).isEqualTo(Json.of(20));
            assertThat(Stage.on(spinner::getValue)).isEqualTo(20.0);
            assertThat(Stage.on(document::undoName)).isEmpty();
        }
    }

    private static JSpinner spinner(ValueField field) {
        for (java.awt.Component child : field.getComponents()) {
            if (child instanceof JSpinner spinner) {
                return spinner;
            }
        }
        throw new AssertionError("no spinner in " + field.getName());
    }

    @Test
    void nodes_that_are_selected_together_are_edited_together() throws Exception {
        Document document = document();
        InspectorPane pane = Stage.on(() -> new InspectorPane(AT_ONCE, NOWHERE));
        try (Stage stage = Stage.of(pane, 320, 700)) {
            Stage.on(() -> {
                pane.show(Optional.of(document));
                document.select(Selection.ofNodes(Set.of("prompt", "negative")));
                return true;
            });
            ValueField text = stage.find(ValueField.class, "text");
            Stage.on(() -> {
                text.focus();
                return true;
            });
            stage.until(() -> java.awt.KeyboardFocusManager.getCurrentKeyboardFocusManager()
                            .getFocusOwner()
                    instanceof javax.swing.JTextArea);
            stage.key(KeyEvent.VK_END);
            stage.type(" x");
            stage.until(() -> value(document, "negative.text").equals(value(document, "prompt.text")));

            Stage.on(() -> {
                document.undo();
                return true;
            });
            assertThat(value(document, "negative.text")).isEqualTo(Json.of(""));
            assertThat(value(document, "prompt.text")).isNotEqualTo(Json.of(""));
        }
    }

    @Test
    void leaving_a_field_without_a_change_changes_nothing() throws Exception {
        Document document = document();
        InspectorPane pane = Stage.on(() -> new InspectorPane(AT_ONCE, NOWHERE));
        try (Stage stage = Stage.of(pane, 320, 700)) {
            Stage.on(() -> {
                pane.show(Optional.of(document));
                document.select(Selection.ofNodes(Set.of("denoise")));
                return true;
            });
            ValueField seed = stage.find(ValueField.class, "seed");
            Stage.on(() -> {
                seed.focus();
                return true;
            });
            stage.key(KeyEvent.VK_TAB);
            stage.key(KeyEvent.VK_TAB);

            assertThat(Stage.on(document::undoName)).isEmpty();
        }
    }

    @Test
    void search_everywhere_needs_no_mouse() {
        List<String> done = new ArrayList<>();
        List<Found> everything = List.of(
                new Found(Found.Group.NODES, "denoise", "", "", () -> done.add("node")),
                new Found(Found.Group.ACTIONS, "Delete", "", "Delete", () -> done.add("action")));
        SearchPane pane = Stage.on(() -> new SearchPane(everything, () -> done.add("closed")));
        try (Stage stage = Stage.of(pane, 600, 300)) {
            stage.focus(stage.find(JTextField.class, "search-everywhere"));
            stage.type("de");
            stage.key(KeyEvent.VK_TAB);
            stage.key(KeyEvent.VK_ENTER);
            stage.until(() -> !done.isEmpty());

            assertThat(done).containsExactly("closed", "action");
        }
    }
}
