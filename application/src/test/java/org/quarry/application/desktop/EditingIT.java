package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.document.Document;

/** The assembled desktop, used by mouse and keyboard. */
class EditingIT {
    @TempDir
    Path folder;

    /** Starts for the first time. */
    public static final class FirstStart implements Scenario {
        @Override
        public void play(Hands hands) {
            Document document = hands.document();

            assertThat(document.name()).isEqualTo("Text to image");
            assertThat(document.dirty()).isFalse();
            hands.await(
                    "it was checked", () -> hands.see(() -> document.checked().isPresent()));
            assertThat(hands.see(() -> document.checked().orElseThrow().problems()))
                    .isEmpty();
        }
    }

    @Test
    void the_first_start_opens_a_workflow_that_can_run() throws Exception {
        try (Desktop desktop = Desktop.start(folder, FirstStart.class)) {
            desktop.passes();
        }
    }

    /** Moves a node and leaves it so. */
    public static final class MoveAndLeave implements Scenario {
        @Override
        public void play(Hands hands) {
            Document document = hands.document();
            hands.settled();
            hands.drag(hands.title("save"), hands.onCanvas(200, 60));

            hands.await("it is dirty", () -> hands.see(document::dirty));
            hands.await(
                    "a draft is kept",
                    () -> hands.folder()
                            .resolve("user/drafts/" + document.identity() + ".draft.json")
                            .toFile()
                            .exists());
        }
    }

    /** Finds it again. */
    public static final class Recovered implements Scenario {
        @Override
        public void play(Hands hands) {
            Document document = hands.document();

            assertThat(document.dirty()).isTrue();
            assertThat(hands.see(() ->
                            document.workflow().layout().places().get("save").x()))
                    .as("it stood at 1280").isLessThan(600);
        }
    }

    @Test
    void what_was_not_saved_when_it_was_killed_is_open_again_at_the_next_start() throws Exception {
        try (Desktop desktop = Desktop.start(folder, MoveAndLeave.class)) {
            desktop.passes().kill();
        }
        try (Desktop desktop = Desktop.start(folder, Recovered.class)) {
            desktop.passes();
        }
    }
}
