package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.swing.JMenuItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openide.awt.Actions;
import org.quarry.editor.document.Document;
import org.quarry.editor.document.NodeActivity;
import org.quarry.editor.document.Selection;
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

        private java.util.Optional<JMenuItem> accepting() {
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

    @Test
    void a_selection_becomes_a_component_that_is_opened_changed_and_accepted_again() throws Exception {
        try (Desktop desktop = Desktop.start(folder, MakeAndChange.class)) {
            desktop.passes();
        }
    }
}
