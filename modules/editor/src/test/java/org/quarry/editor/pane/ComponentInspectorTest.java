package org.quarry.editor.pane;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.event.KeyEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.swing.JButton;
import javax.swing.JTextField;
import javax.swing.JToggleButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.document.DeclaredPorts;
import org.quarry.editor.document.Desk;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.Selection;
import org.quarry.editor.field.ValueField;
import org.quarry.editor.inspector.InspectorPane;
import org.quarry.json.Json;
import org.quarry.workflow.KnownModels;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;
import org.quarry.workflow.json.WorkflowReader;

/** Parameters of a component, in its own file and on an instance, driven by mouse and keyboard. */
class ComponentInspectorTest {
    private static final String PART = """
        {"quarry": 1,
         "component": {"type": "my:part@1", "doc": "Makes it smaller.", "inputs": {"in": ["small.pictures"], "width": ["small.width"]}, "outputs": {"out": "small.pictures"}},
         "nodes": {"small": {"type": "quarry:resize@1", "width": 640}}}\
        """;
    private static final String USER = """
        {"quarry": 1, "nodes": {"part": {"type": "my:part@1", "import": {"file": "part.json"}}}}\
        """;

    @TempDir
    Path folder;

    private InspectorPane pane;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("part.json"), PART);
        pane = Stage.on(() -> new InspectorPane(Example.AT_ONCE, InspectorPaneTest.NOWHERE));
    }

    private Document shown(String text, Set<String> chosen) {
        return Stage.on(() -> {
            Workflow workflow = WorkflowReader.read("w.json", text.getBytes(StandardCharsets.UTF_8))
                    .workflow();
            Desk desk = new Desk(Example.CATALOG, KnownModels.UNKNOWN, folder, Runnable::run, Runnable::run);
            Document document = Document.unsaved(desk, workflow, folder);
            pane.show(Optional.of(document));
            document.select(Selection.ofNodes(chosen));
            return document;
        });
    }

    private static List<String> inputs(Document document) {
        return Stage.on(() ->
                List.copyOf(DeclaredPorts.inputs(document.workflow()).all().keySet()));
    }

    private static void undo(Document document) {
        Stage.on(() -> {
            document.undo();
            return true;
        });
    }

    @Test
    void an_instance_shows_the_value_inside_and_takes_one_of_its_own() {
        Document document = shown(USER, Set.of("part"));
        try (Stage stage = Stage.of(pane, 320, 500)) {
            JTextField text = InspectorPaneTest.text(stage.find(ValueField.class, "width"));
            assertThat(Stage.<String>on(text::getText)).isEqualTo("640");
            stage.focus(text);
            Stage.on(() -> {
                text.selectAll();
                return true;
            });
            stage.type("96");
            stage.key(KeyEvent.VK_ENTER);
            stage.until(() -> document.undoName().isPresent());

            assertThat(Example.value(document, "part.width")).isEqualTo(Json.of(96));
            undo(document);
            assertThat(Stage.<String>on(text::getText)).isEqualTo("640");
        }
    }

    @Test
    void a_button_beside_a_parameter_shows_it_on_the_component_and_hides_it_again() {
        Document document = shown(PART, Set.of("small"));
        try (Stage stage = Stage.of(pane, 320, 500)) {
            assertThat(Stage.on(stage.find(JToggleButton.class, "expose width")::isSelected))
                    .isTrue();
            stage.click(stage.find(JToggleButton.class, "expose height"), new Point(8, 8), 1);
            stage.until(() -> document.undoName().isPresent());

            assertThat(inputs(document)).containsExactly("in", "width", "height");
            stage.click(stage.find(JToggleButton.class, "expose height"), new Point(8, 8), 1);
            stage.until(() -> DeclaredPorts.inputs(document.workflow())
                    .name(Socket.parse("small.height"))
                    .isEmpty());
            undo(document);
            undo(document);
            assertThat(inputs(document)).containsExactly("in", "width");
        }
    }

    @Test
    void a_port_is_renamed_where_nothing_is_selected_and_undo_takes_it_back() {
        Document document = shown(PART, Set.of());
        try (Stage stage = Stage.of(pane, 320, 700)) {
            JTextField name = stage.find(JTextField.class, "port width");
            stage.focus(name);
            Stage.on(() -> {
                name.selectAll();
                return true;
            });
            stage.type("breadth");
            stage.key(KeyEvent.VK_ENTER);
            stage.until(() -> document.undoName().isPresent());

            assertThat(inputs(document)).containsExactly("in", "breadth");
            assertThat(Stage.on(document::undoName)).contains("Rename port");
            undo(document);
            assertThat(inputs(document)).containsExactly("in", "width");
        }
    }

    @Test
    void ports_change_their_order_and_go() {
        Document document = shown(PART, Set.of());
        try (Stage stage = Stage.of(pane, 320, 700)) {
            stage.click(stage.find(JButton.class, "raise width"), new Point(8, 8), 1);
            stage.until(() -> document.undoName().isPresent());
            assertThat(inputs(document)).containsExactly("width", "in");

            stage.click(stage.find(JButton.class, "hide width"), new Point(8, 8), 1);
            stage.until(() -> DeclaredPorts.inputs(document.workflow()).all().size() == 1);
            undo(document);
            undo(document);
            assertThat(inputs(document)).containsExactly("in", "width");
        }
    }
}
