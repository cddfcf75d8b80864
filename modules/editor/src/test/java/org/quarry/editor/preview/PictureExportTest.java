package org.quarry.editor.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.workflow.json.WorkflowReader;

class PictureExportTest {
    private static final Picture GREY = new Picture(Tensor.filled(Shape.of(3, 2, 4), 0.2));

    @TempDir
    Path folder;

    @Test
    void a_saved_picture_is_a_workflow_file_in_any_writing() throws Exception {
        Path file = folder.resolve("grey.png");
        String workflow = "{\"quarry\": 1, \"title\": \"Größe – 大きさ\"}";

        assertThat(PictureExport.written(GREY, Map.of("workflow", workflow, "seed", "8"), file))
                .isEmpty();

        assertThat(WorkflowReader.read(file).workflow().title()).isEqualTo("Größe – 大きさ");
        BufferedImage read = ImageIO.read(file.toFile());
        assertThat(read.getWidth()).isEqualTo(4);
        // 0.2 of 255.
        assertThat(read.getRGB(3, 1)).isEqualTo(0xFF333333);
    }

    @Test
    void a_picture_of_which_nothing_is_known_is_saved_without_texts() throws Exception {
        Path file = folder.resolve("plain.png");

        assertThat(PictureExport.written(GREY, Map.of(), file)).isEmpty();

        assertThat(WorkflowReader.carriesWorkflow(file)).isFalse();
        assertThat(ImageIO.read(file.toFile()).getHeight()).isEqualTo(2);
    }

    @Test
    void a_folder_that_is_not_there_is_told_in_a_sentence() {
        Path file = folder.resolve("nowhere/grey.png");

        assertThat(PictureExport.written(GREY, Map.of(), file))
                .contains(file + " cannot be written: there is no such file or folder; check the name");
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void a_title_becomes_a_name_that_needs_no_quotes() {
        assertThat(PictureExport.name("#4 Text to image")).isEqualTo("4-Text-to-image");
        assertThat(PictureExport.name("decode")).isEqualTo("decode");
    }
}
