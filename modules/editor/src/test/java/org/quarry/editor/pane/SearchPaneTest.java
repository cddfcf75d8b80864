package org.quarry.editor.pane;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JTextField;
import org.junit.jupiter.api.Test;
import org.quarry.editor.everywhere.Found;
import org.quarry.editor.everywhere.SearchPane;

/** The search for everything, driven by keyboard. */
class SearchPaneTest {
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
