package org.quarry.editor.pane;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.util.Optional;
import java.util.Set;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import org.junit.jupiter.api.Test;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Selection;
import org.quarry.editor.field.ValueField;
import org.quarry.editor.inspector.InspectorPane;
import org.quarry.editor.inspector.Places;
import org.quarry.json.Json;
import org.quarry.workflow.NodeType;

/** The inspector, driven by keyboard. */
class InspectorPaneTest {
    static final Places NOWHERE = new Places() {
        @Override
        public void node(Document document, String name) {}

        @Override
        public void component(Document document, String instance) {}

        @Override
        public void help(NodeType type) {}
    };

    @Test
    void a_parameter_typed_into_the_inspector_is_one_command_that_undo_takes_back() throws Exception {
        Document document = Example.document();
        InspectorPane pane = Stage.on(() -> new InspectorPane(Example.AT_ONCE, NOWHERE));
        try (Stage stage = Stage.of(pane, 320, 700)) {
            Stage.on(() -> {
                pane.show(Optional.of(document));
                document.select(Selection.ofNodes(Set.of("schedule")));
                return true;
            });
            ValueField steps = stage.find(ValueField.class, "steps");
            JSpinner spinner = Stage.on(() -> spinner(steps));
            JTextField text = text(steps);
            stage.focus(text);
            Stage.on(() -> {
                text.selectAll();
                return true;
            });
            stage.type("33");
            stage.key(KeyEvent.VK_ENTER);
            stage.until(() -> Example.value(document, "schedule.steps").equals(Json.of(33)));

            assertThat(Stage.on(document::undoName)).contains("Set steps");
            Stage.on(() -> {
                document.undo();
                return true;
            });
            assertThat(Example.value(document, "schedule.steps")).isEqualTo(Json.of(20));
            assertThat(Stage.on(spinner::getValue)).isEqualTo(20.0);
            assertThat(Stage.on(document::undoName)).isEmpty();
        }
    }

    /** Where the number of a field is typed. */
    static JTextField text(ValueField field) {
        return ((JSpinner.NumberEditor) Stage.on(() -> spinner(field)).getEditor()).getTextField();
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
        Document document = Example.document();
        InspectorPane pane = Stage.on(() -> new InspectorPane(Example.AT_ONCE, NOWHERE));
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
            stage.until(() -> Example.value(document, "negative.text").equals(Example.value(document, "prompt.text")));

            Stage.on(() -> {
                document.undo();
                return true;
            });
            assertThat(Example.value(document, "negative.text")).isEqualTo(Json.of(""));
            assertThat(Example.value(document, "prompt.text")).isNotEqualTo(Json.of(""));
        }
    }

    @Test
    void leaving_a_field_without_a_change_changes_nothing() throws Exception {
        Document document = Example.document();
        InspectorPane pane = Stage.on(() -> new InspectorPane(Example.AT_ONCE, NOWHERE));
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
}
