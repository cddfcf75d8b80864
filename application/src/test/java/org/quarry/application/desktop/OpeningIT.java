package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.editor.document.Document;
import org.quarry.workflow.Problem;
import org.quarry.workflow.json.WorkflowReader;

/** Files that somebody else made. */
class OpeningIT {
    /** A workflow whose module is not installed, in the canonical form. */
    private static final String STRANGE = """
            {
              "quarry": 1,
              "title": "Strange",
              "nodes": {
                "model": {"type": "quarry:load-model@1", "model": "pocket"},
                "strange": {"type": "acme:hypnotise@7", "unet": {"from": "model.unet"}, "depth": [1, {"a": null}], "note": "kept"},
                "noise": {"type": "quarry:noise-source@1", "unet": {"from": "strange.unet"}, "seed": 18446744073709551615}
              },
              "layout": {
                "model": {"at": [0, 0]},
                "strange": {"at": [300, 0], "glow": true},
                "noise": {"at": [600, 0]}
              },
              "later": {
                "what": "a newer Quarry wrote"
              }
            }
            """;

    @TempDir
    Path folder;

    /** Moves a node of a file with an unknown node, and saves. */
    public static final class EditStrange implements Scenario {
        @Override
        public void play(Hands hands) {
            hands.await(
                    "the file is open in place of the example",
                    () -> hands.document().name().equals("strange.json"));
            Document document = hands.document();
            hands.settled();
            hands.await(
                    "it was checked", () -> hands.see(() -> document.checked().isPresent()));
            assertThat(hands.see(() -> document.checked().orElseThrow().problems()))
                    .extracting(Problem::message)
                    .anySatisfy(message -> assertThat(message).contains("strange", "acme:hypnotise"));

            hands.drag(hands.title("noise"), hands.output("model.unet"));
            hands.await("it is dirty", () -> hands.see(document::dirty));
            hands.press("control S");
            hands.await("it is saved", () -> !hands.see(document::dirty));
        }
    }

    @Test
    void an_unknown_node_is_edited_around_and_saved_without_loss() throws Exception {
        Path file = folder.resolve("strange.json");
        Files.writeString(file, STRANGE);

        try (Desktop desktop = Desktop.start(folder, EditStrange.class, "strange.json")) {
            desktop.passes();
        }

        String saved = Files.readString(file);
        assertThat(saved).isNotEqualTo(STRANGE);
        assertThat(saved.replaceAll("\"noise\": \\{\"at\": .*", "\"noise\": {\"at\": [600, 0]}"))
                .as("nothing but the place of 'noise' differs")
                .isEqualTo(STRANGE);
        assertThat(WorkflowReader.read(file).workflow().nodes()).hasSize(3);
    }
}
