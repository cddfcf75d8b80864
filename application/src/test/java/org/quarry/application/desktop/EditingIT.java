package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.document.Document;
import org.quarry.workflow.Layout;

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

    private static Layout.Place place(Hands hands, Document document) {
        return hands.see(() -> document.workflow().layout().places().get("save"));
    }

    /** Moves a node and leaves it so. */
    public static final class MoveAndLeave implements Scenario {
        @Override
        public void play(Hands hands) {
            Document document = hands.document();
            hands.settled();
            hands.drag(hands.title("save"), hands.onCanvas(200, 60));

            hands.await("it is moved", () -> place(hands, document).x() < 600);
            assertThat(hands.see(document::dirty)).isTrue();
            Layout.Place place = place(hands, document);
            String written = "[%.0f, %.0f]".formatted(place.x(), place.y());
            Path draft = hands.folder().resolve("user/drafts/" + document.identity() + ".draft.json");
            hands.await("a draft is kept", () -> holds(draft, written));
        }

        private static boolean holds(Path draft, String written) {
            try {
                return Files.exists(draft) && Files.readString(draft).contains(written);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Finds it again. */
    public static final class Recovered implements Scenario {
        @Override
        public void play(Hands hands) {
            Document document = hands.document();

            assertThat(document.dirty()).isTrue();
            assertThat(place(hands, document).x()).as("it stood at 1280").isLessThan(600);
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
