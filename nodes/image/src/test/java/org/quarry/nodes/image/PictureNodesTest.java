package org.quarry.nodes.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class PictureNodesTest {
    @TempDir
    Path folder;

    @Test
    void a_loaded_picture_is_that_of_the_file() {
        Path file = NodeTester.of(new SaveImage())
                .with("pictures", List.of(halves()))
                .with("file", folder.resolve("a.png"))
                .run()
                .files()
                .get(0);

        LoadImage.Out loaded = NodeTester.of(new LoadImage()).with("file", file).runPure();

        assertThat(loaded.picture()).isEqualTo(halves());
        assertThat(loaded.mask()).isEqualTo(Mask.filled(4, 2, 1));
    }

    @Test
    void resizing_crops_unless_told_to_distort() {
        NodeTester<Resize.In, Resize.Out> resize = NodeTester.of(new Resize())
                .with("pictures", List.of(halves()))
                .with("width", 2)
                .with("height", 2)
                .with("resampling", Resampling.AREA);

        Picture cropped = resize.runPure().pictures().get(0);
        Picture distorted = resize.with("crop", false).run().pictures().get(0);

        // Of black, black, white, white the middle two are left; squeezed, one column of each colour.
        assertThat(cropped.pixels().rows(0, 1).toArray()).containsExactly(0, 1, 0, 1);
        assertThat(distorted.pixels().rows(0, 1).toArray()).containsExactly(0, 1, 0, 1);
        assertThat(resize.with("width", 1)
                        .with("height", 2)
                        .run()
                        .pictures()
                        .get(0)
                        .at(0, 0, 0))
                .isEqualTo(0);
        assertThat(resize.with("width", 1)
                        .with("height", 2)
                        .with("crop", false)
                        .run()
                        .pictures()
                        .get(0)
                        .at(0, 0, 0))
                .isEqualTo(0.5f);
    }

    @Test
    void a_sheet_takes_a_label_from_each_line() {
        NodeTester<ContactSheet.In, ContactSheet.Out> sheet =
                NodeTester.of(new ContactSheet()).with("pictures", List.of(halves(), halves()));

        Picture plain = sheet.runPure().sheet();
        Picture labelled = sheet.with("labels", "a\nb").runPure().sheet();

        assertThat(plain.width()).isEqualTo(4 + 4 + 4 + 4 + 4);
        assertThat(labelled.height()).isEqualTo(plain.height() + 7 + 2);
    }

    /** Four columns of two pixels: black, black, white, white. */
    private static Picture halves() {
        float[] values = new float[3 * 2 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 4 / 2;
        }
        return new Picture(Tensor.adopt(Shape.of(3, 2, 4), values));
    }
}
