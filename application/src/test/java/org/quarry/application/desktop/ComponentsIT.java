package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.swing.JMenuItem;
import javax.swing.JTextArea;
import javax.swing.JToggleButton;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openide.awt.Actions;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.NodeActivity;
import org.quarry.editor.document.Selection;
import org.quarry.editor.field.ValueField;
import org.quarry.editor.run.QueuedRun;
import org.quarry.editor.window.OpenDocuments;
import org.quarry.json.Json;
import org.quarry.workflow.Input;
import org.quarry.workflow.PlacedNode;
import org.quarry.workflow.Problem;
import org.quarry.workflow.Socket;
import org.quarry.workflow.Workflow;

/** A selection becomes a workflow file of its own, linked by id, version and hash. */
class ComponentsIT {
    @TempDir
    Path folder;

    /** Makes a component, opens and changes it, and accepts the change where it is used. */
    public static final class MakeAndChange implements Scenario {
        private Hands hands;
        private Document user;

        @Override
        public void play(Hands plays) {
            hands = plays;
            user = hands.document();
            hands.settled();
            Workflow before = user.workflow();
            make();
            PlacedNode instance = user.workflow().nodes().get("wording");
            change();
            accept(instance);
            hands.see(() -> {
                user.undo();
                user.undo();
                return true;
            });
            assertThat(user.workflow()).isEqualTo(before);
        }

        private void make() {
            hands.see(() -> {
                user.select(Selection.ofNodes(Set.of("prompt", "prompt-encoded")));
                return true;
            });
            action("Graph", "org.quarry.editor.MakeComponent");
            hands.choose(hands.folder().resolve("wording.json"));
            hands.await(
                    "an instance stands there", () -> user.workflow().nodes().containsKey("wording"));
            assertThat(user.workflow().nodes()).doesNotContainKeys("prompt", "prompt-encoded");
            assertThat(user.workflow().nodes().get("wording").type().toString()).isEqualTo("my:wording@1");
        }

        private void change() {
            hands.run();
            action("Graph", "org.quarry.editor.OpenComponent");
            hands.await("its file is open", () -> hands.document() != user);
            Document inner = hands.document();
            hands.settled();
            assertThat(hands.see(() -> inner.activity().of("prompt-encoded").state()))
                    .as("what the run of its user did inside is seen")
                    .isEqualTo(NodeActivity.State.DONE);
            hands.picture("inside");
            hands.see(() -> {
                inner.edit(
                        "Set text",
                        workflow -> workflow.with(Socket.parse("prompt.text"), new Input.Value(Json.of("a boat"))));
                return true;
            });
            hands.press("control S");
            hands.await("it is saved", () -> !hands.see(inner::dirty));
        }

        private void accept(PlacedNode instance) {
            hands.see(() -> {
                OpenDocuments.here().show(user);
                return true;
            });
            hands.await(
                    "the change is found",
                    () -> problems().stream().anyMatch(problem -> problem.node().equals("wording")));
            hands.settled();
            hands.click(hands.title("wording"));
            hands.press("alt ENTER");
            hands.await("it can be accepted", () -> accepting().isPresent());
            hands.click(hands.middle(accepting().orElseThrow()));
            hands.await(
                    "nothing is wrong",
                    () -> hands.see(() -> user.checked().isPresent())
                            && problems().isEmpty());
            assertThat(user.workflow().nodes().get("wording").component()).isNotEqualTo(instance.component());
        }

        private Optional<JMenuItem> accepting() {
            return hands.find(JMenuItem.class, item -> item.getText().contains("Accept the changed file"));
        }

        private List<Problem> problems() {
            return hands.see(
                    () -> user.checked().map(checked -> checked.problems()).orElse(List.of()));
        }

        private void action(String category, String id) {
            hands.begin(() -> Actions.forID(category, id).actionPerformed(null));
        }
    }

    /** Sets the prompt of a component where it is used, and shows one more parameter of it. */
    public static final class SetParameters implements Scenario {
        @Override
        public void play(Hands hands) {
            Document user = hands.document();
            hands.settled();
            hands.see(() -> {
                user.select(Selection.ofNodes(Set.of("prompt", "prompt-encoded", "schedule")));
                return true;
            });
            hands.begin(() ->
                    Actions.forID("Graph", "org.quarry.editor.MakeComponent").actionPerformed(null));
            hands.choose(hands.folder().resolve("words.json"));
            hands.await(
                    "an instance stands there", () -> user.workflow().nodes().containsKey("words"));
            hands.settled();
            hands.click(hands.title("words"));
            hands.await("the prompt can be set", () -> field(hands, "text").isPresent());
            hands.picture("instance");
            type(hands, "a blue boat");
            hands.press("control Z");
            hands.await(
                    "undo works where the text was typed", () -> !inputs(user).containsKey("text"));
            hands.press("control Y");
            hands.await("redo, too", () -> inputs(user).containsKey("text"));
            QueuedRun run = hands.run();
            assertThat(inputs(user)).containsEntry("text", new Input.Value(Json.of("a blue boat")));
            assertThat(run.receipt().orElseThrow().nodes()).containsKey("words/prompt");

            hands.begin(() ->
                    Actions.forID("Graph", "org.quarry.editor.OpenComponent").actionPerformed(null));
            hands.await("its file is open", () -> hands.document() != user);
            show(hands);
            hands.see(() -> {
                OpenDocuments.here().show(user);
                return true;
            });
            hands.settled();
            hands.click(hands.title("words"));
            hands.await(
                    "the instance shows it, too", () -> field(hands, "strength").isPresent());
            hands.picture("shown");
        }

        private static Map<String, Input> inputs(Document user) {
            return user.workflow().nodes().get("words").inputs();
        }

        private static void type(Hands hands, String text) {
            JTextArea area = hands.find(
                            JTextArea.class,
                            written -> fieldOf(written)
                                    .filter(field -> "text".equals(field.getName()))
                                    .isPresent())
                    .orElseThrow();
            hands.click(hands.middle(area));
            hands.press("control A");
            hands.type(text);
            hands.await("it is taken", () -> text.equals(area.getText()));
        }

        /** Shows the strength of the schedule on the component, and saves it. */
        private static void show(Hands hands) {
            Document inner = hands.document();
            hands.settled();
            hands.click(hands.title("schedule"));
            hands.await("a button is there", () -> button(hands).isPresent());
            hands.click(hands.middle(button(hands).orElseThrow()));
            hands.await(
                    "it is shown",
                    () -> button(hands).filter(JToggleButton::isSelected).isPresent());
            hands.press("control S");
            hands.await("it is saved", () -> !hands.see(inner::dirty));
        }

        private static Optional<JToggleButton> button(Hands hands) {
            return hands.find(JToggleButton.class, button -> "expose strength".equals(button.getName()));
        }

        private static Optional<ValueField> field(Hands hands, String name) {
            return hands.find(ValueField.class, field -> name.equals(field.getName()));
        }

        private static Optional<ValueField> fieldOf(JTextArea area) {
            return Optional.ofNullable((ValueField) SwingUtilities.getAncestorOfClass(ValueField.class, area));
        }
    }

    @Test
    void a_selection_becomes_a_component_that_is_opened_changed_and_accepted_again() throws Exception {
        try (Desktop desktop = Desktop.start(folder, MakeAndChange.class)) {
            desktop.passes();
        }
    }

    @Test
    void the_prompt_of_a_component_is_set_on_its_instance_and_another_parameter_is_shown_by_a_button()
            throws Exception {
        try (Desktop desktop = Desktop.start(folder, SetParameters.class)) {
            desktop.passes();
        }
    }
}
