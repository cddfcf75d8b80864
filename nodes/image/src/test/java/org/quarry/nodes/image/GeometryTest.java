package org.quarry.nodes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.node.NodeException;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Colour;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Crop, pad, flip and rotate. The picture is three columns of two rows, its red levels counted 1, 2, 3 and 4, 5, 6 tenths. */
class GeometryTest {
    private static final Picture SIX = red(3, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f);

    @Test
    void a_crop_is_the_pixels_that_stood_there() {
        assertThat(cropped(1, 0, 2, 2)).isEqualTo(red(2, 0.2f, 0.3f, 0.5f, 0.6f));
    }

    @Test
    void a_crop_over_the_edge_is_what_there_is() {
        assertThat(cropped(2, 1, 100, 100)).isEqualTo(red(1, 0.6f));
    }

    @Test
    void a_crop_outside_is_refused() {
        assertThatThrownBy(() -> cropped(3, 0, 1, 1))
                .isInstanceOf(NodeException.class)
                .hasMessage("found a part that begins at column 3 and row 0 of a picture of 3 x 2 pixels;"
                        + " wanted one that lies within it");
    }

    @Test
    void cropping_undoes_padding() {
        Pad.Out padded = padded(Beyond.COLOUR);

        assertThat(NodeTester.of(new Crop())
                        .with("pictures", padded.pictures())
                        .with("left", 2)
                        .with("top", 1)
                        .with("width", 3)
                        .with("height", 2)
                        .runPure()
                        .pictures())
                .containsExactly(SIX);
    }

    @Test
    void the_mask_of_a_pad_is_1_where_it_is_new() {
        assertThat(padded(Beyond.COLOUR).masks())
                .containsExactly(
                        new Mask(Tensor.of(Shape.of(1, 3, 6), 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1)));
    }

    @ParameterizedTest
    @CsvSource({"COLOUR, 0 0 0.1 0.2 0.3 0", "EDGE, 0.1 0.1 0.1 0.2 0.3 0.3", "REFLECT, 0.3 0.2 0.1 0.2 0.3 0.2"})
    void new_pixels_are_as_the_edge_says(Beyond edge, String row) {
        Picture picture = padded(edge).pictures().get(0);

        float[] wanted = floats(row);
        for (int x = 0; x < 6; x++) {
            assertThat(picture.at(0, 1, x)).isEqualTo(wanted[x]);
        }
    }

    @Test
    void a_single_row_reflects_into_itself() {
        assertThat(Beyond.REFLECT.within(-3, 1)).isZero();
        assertThat(Beyond.REFLECT.within(5, 3)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "LEFT_RIGHT, 0.3 0.2 0.1 0.6 0.5 0.4",
        "TOP_BOTTOM, 0.4 0.5 0.6 0.1 0.2 0.3",
        "BOTH, 0.6 0.5 0.4 0.3 0.2 0.1"
    })
    void a_flip_moves_every_pixel_to_its_mirror_place(Flip.Direction direction, String pixels) {
        NodeTester<Flip.In, Flip.Out> flip = NodeTester.of(new Flip()).with("direction", direction);

        List<Picture> once = flip.with("pictures", List.of(SIX)).runPure().pictures();

        assertThat(once).containsExactly(red(3, floats(pixels)));
        assertThat(flip.with("pictures", once).run().pictures()).containsExactly(SIX);
    }

    @Test
    void a_quarter_turn_clockwise_brings_the_left_column_to_the_top() {
        assertThat(rotated(90).pictures()).containsExactly(red(2, 0.4f, 0.1f, 0.5f, 0.2f, 0.6f, 0.3f));
        assertThat(rotated(-90).pictures()).containsExactly(red(2, 0.3f, 0.6f, 0.2f, 0.5f, 0.1f, 0.4f));
        assertThat(rotated(180).pictures()).containsExactly(red(3, 0.6f, 0.5f, 0.4f, 0.3f, 0.2f, 0.1f));
        assertThat(rotated(90).masks()).containsExactly(Mask.filled(2, 3, 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 360, -360})
    void a_whole_turn_changes_nothing(double degrees) {
        assertThat(rotated(degrees).pictures()).containsExactly(SIX);
    }

    @Test
    void a_slanted_picture_keeps_its_area_and_its_middle() {
        Picture square = new Picture(Tensor.filled(Shape.of(3, 40, 40), 0.25));

        Rotate.Out out = NodeTester.of(new Rotate())
                .with("pictures", List.of(square))
                .with("degrees", 45.0)
                .runPure();

        Picture turned = out.pictures().get(0);
        Mask empty = out.masks().get(0);
        // 40·√2 = 56.57
        assertThat(turned.width()).isEqualTo(57);
        assertThat(turned.at(0, 28, 28)).isCloseTo(0.25f, within(1e-6f));
        assertThat(turned.at(0, 0, 0)).isEqualTo(1);
        assertThat(empty.at(0, 0)).isEqualTo(1);
        // Mixing carries a little of the four tips over the edge.
        assertThat(57 * 57 - empty.coverage().sum()).isCloseTo(40 * 40, within(16.0));
    }

    @Test
    void a_slant_and_the_slant_back_stand_where_they_stood() {
        float[] values = new float[3 * 64 * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 64 + i / 64 % 64) / 128f;
        }
        Picture ramp = new Picture(Tensor.adopt(Shape.of(3, 64, 64), values));

        Picture back = Rotation.clockwise(-30).of(Rotation.clockwise(30).of(ramp, Colour.WHITE), Colour.WHITE);

        // Linear mixing of a linear ramp is exact away from the edges; the surface has grown evenly on all sides.
        int shift = (back.width() - 64) / 2;
        double odd = (back.width() - 64) % 2 / 2.0;
        assertThat(back.at(0, 32 + shift, 32 + shift)).isCloseTo((float) ((64 - 2 * odd) / 128), within(1e-4f));
    }

    private static Picture cropped(int left, int top, int width, int height) {
        return NodeTester.of(new Crop())
                .with("pictures", List.of(SIX))
                .with("left", left)
                .with("top", top)
                .with("width", width)
                .with("height", height)
                .runPure()
                .pictures()
                .get(0);
    }

    /** Two columns on the left, one on the right, one row at the top, black. */
    private static Pad.Out padded(Beyond edge) {
        return NodeTester.of(new Pad())
                .with("pictures", List.of(SIX))
                .with("left", 2)
                .with("top", 1)
                .with("right", 1)
                .with("edge", edge)
                .with("colour", "#000000")
                .runPure();
    }

    private static Rotate.Out rotated(double degrees) {
        return NodeTester.of(new Rotate())
                .with("pictures", List.of(SIX))
                .with("degrees", degrees)
                .runPure();
    }

    private static float[] floats(String written) {
        String[] words = written.split(" ");
        float[] values = new float[words.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(words[i]);
        }
        return values;
    }

    private static Picture red(int width, float... levels) {
        float[] values = new float[3 * levels.length];
        System.arraycopy(levels, 0, values, 0, levels.length);
        return new Picture(Tensor.adopt(Shape.of(3, levels.length / width, width), values));
    }
}
