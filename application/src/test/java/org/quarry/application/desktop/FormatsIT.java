package org.quarry.application.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.testing.NodeTester;
import org.quarry.nodes.image.LoadImage;
import org.quarry.nodes.image.SaveImage;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.json.WorkflowReader;

/** Readers and writers of picture formats in the desktop, where each module has a class loader of its own. */
class FormatsIT {
    private static final String WORKFLOW = """
        {
          "quarry": 1,
          "title": "Formats",
          "nodes": {
            "webp": {"type": "quarry:load-image@2", "file": "a.webp"},
            "jpeg": {"type": "quarry:load-image@2", "file": "b.jpg"},
            "tiff": {"type": "quarry:load-image@2", "file": "c.tiff"},
            "sheet": {"type": "quarry:contact-sheet@1", "pictures": [{"from": "webp.picture"}, {"from": "jpeg.picture"}, {"from": "tiff.picture"}], "gap": 0},
            "save": {"type": "quarry:save-image@2", "pictures": {"from": "sheet.sheet"}, "file": "out.webp", "quality": 100}
          },
          "layout": {
            "webp": {"at": [0, 0]},
            "jpeg": {"at": [0, 200]},
            "tiff": {"at": [0, 400]},
            "sheet": {"at": [300, 0]},
            "save": {"at": [600, 0]}
          }
        }
        """;

    @TempDir
    Path folder;

    /** Runs the workflow that is open. */
    public static final class Runs implements Scenario {
        @Override
        public void play(Hands hands) {
            hands.await(
                    "the file is open in place of the example",
                    () -> hands.document().name().equals("formats.json"));
            hands.settled();
            hands.run();
        }
    }

    @Test
    void all_formats_are_read_and_written() throws Exception {
        save("a.webp", 0.2);
        save("b.jpg", 0.4);
        save("c.png", 0.6);
        ImageIO.write(
                ImageIO.read(folder.resolve("c.png").toFile()),
                "tiff",
                folder.resolve("c.tiff").toFile());
        Files.writeString(folder.resolve("formats.json"), WORKFLOW);

        try (Desktop desktop = Desktop.start(folder, Runs.class, "--open", "formats.json")) {
            desktop.passes();
        }

        Path made = folder.resolve("out.webp");
        Picture sheet = NodeTester.of(new LoadImage()).with("file", made).run().picture();
        assertThat(sheet.width()).isEqualTo(48);
        assertThat(List.of(sheet.at(0, 8, 8), sheet.at(0, 8, 24), sheet.at(0, 8, 40)))
                .containsExactly(0.2f, 0.4f, 0.6f);
        assertThat(WorkflowReader.read(made).workflow().title()).isEqualTo("Formats");
    }

    private void save(String name, double level) {
        NodeTester.of(new SaveImage())
                .with("pictures", List.of(new Picture(Tensor.filled(Shape.of(3, 16, 16), level))))
                .with("file", folder.resolve(name))
                .with("quality", 100)
                .run();
    }
}
