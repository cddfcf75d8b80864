package org.quarry.editor.pane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.prefs.Preferences;
import javax.swing.JTextField;
import javax.swing.JTree;
import javax.swing.tree.DefaultMutableTreeNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quarry.editor.palette.FavouriteNodes;
import org.quarry.editor.palette.NodesPane;
import org.quarry.editor.palette.RecentNodes;
import org.quarry.editor.search.NodeChoice;

/** The tree of nodes, driven by mouse and keyboard. */
class NodesPaneTest {
    private final Preferences kept = Preferences.userRoot().node("quarry-nodes-test");

    @AfterEach
    void forget() throws Exception {
        kept.removeNode();
    }

    /** A tree that accepts drags cannot be made without a display. */
    @BeforeEach
    void needsDisplay() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "there is no display");
    }

    private NodesPane nodes(List<String> added) {
        return new NodesPane(
                NodeChoice.of(Example.CATALOG.all()),
                new RecentNodes(kept),
                new FavouriteNodes(kept),
                choice -> added.add(choice.name()));
    }

    @Test
    void favourites_stand_on_top_at_this_start_and_the_next() {
        NodeChoice denoise =
                NodeChoice.of(Example.CATALOG.find("quarry:denoise").orElseThrow());
        FavouriteNodes favourites = new FavouriteNodes(kept);
        favourites.toggle(NodeChoice.of(Example.CATALOG.find("quarry:scheduler").orElseThrow()));
        favourites.toggle(denoise);
        favourites.toggle(NodeChoice.of(Example.CATALOG.find("quarry:scheduler").orElseThrow()));

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
}
