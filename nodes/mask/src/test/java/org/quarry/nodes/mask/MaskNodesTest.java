package org.quarry.nodes.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quarry.node.NodeException;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class MaskNodesTest {
    private static final Mask SOFT = new Mask(Tensor.of(Shape.of(1, 1, 3), 0, 0.25f, 1));
    private static final Mask OTHER = new Mask(Tensor.of(Shape.of(1, 1, 3), 1, 0.5f, 1));

    @Test
    void a_colour_is_covered_up_to_the_tolerance_and_fades_beyond() {
        // Greys whose distance from white is 0, 0.1, 0.125, 0.15 and 1.
        Picture greys = row(1, 0.9f, 0.875f, 0.85f, 0);

        Mask mask = NodeTester.of(new MaskFromColour())
                .with("pictures", List.of(greys))
                .runPure()
                .masks()
                .get(0);

        assertThat(mask.coverage().toArray()).containsExactly(new float[] {1, 1, 0.5f, 0, 0}, within(1e-5f));
    }

    @Test
    void another_colour_of_the_same_brightness_is_not_covered() {
        Picture redAndGreen = new Picture(Tensor.of(Shape.of(3, 1, 2), 1, 0, 0, 1, 0, 0));

        assertThat(NodeTester.of(new MaskFromColour())
                        .with("pictures", List.of(redAndGreen))
                        .with("colour", "#ff0000")
                        .with("softness", 0.0)
                        .runPure()
                        .masks())
                .containsExactly(new Mask(Tensor.of(Shape.of(1, 1, 2), 1, 0)));
    }

    @Test
    void a_word_is_no_colour() {
        assertThatThrownBy(() -> NodeTester.of(new MaskFromColour())
                        .with("pictures", List.of(row(1)))
                        .with("colour", "green")
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found 'green'; wanted a colour as #rrggbb, as in #00ff00");
    }

    @Test
    void brightness_undoes_the_picture_of_a_mask() {
        List<Picture> shown = NodeTester.of(new MaskToPicture())
                .with("masks", List.of(SOFT))
                .runPure()
                .pictures();

        Mask again = NodeTester.of(new MaskFromBrightness())
                .with("pictures", shown)
                .runPure()
                .masks()
                .get(0);

        assertThat(again.coverage().rootMeanSquareDifference(SOFT.coverage())).isLessThan(1e-7);
    }

    @Test
    void green_is_brighter_than_red_and_red_than_blue() {
        Picture primaries = new Picture(Tensor.of(Shape.of(3, 1, 3), 1, 0, 0, 0, 1, 0, 0, 0, 1));

        assertThat(NodeTester.of(new MaskFromBrightness())
                        .with("pictures", List.of(primaries))
                        .runPure()
                        .masks()
                        .get(0)
                        .coverage()
                        .toArray())
                .containsExactly(0.2126f, 0.7152f, 0.0722f);
    }

    @Test
    void inverted_twice_a_mask_is_itself() {
        NodeTester<InvertMask.In, InvertMask.Out> invert = NodeTester.of(new InvertMask());

        List<Mask> once = invert.with("masks", List.of(SOFT)).runPure().masks();

        assertThat(once).containsExactly(new Mask(Tensor.of(Shape.of(1, 1, 3), 1, 0.75f, 0)));
        assertThat(invert.with("masks", once).run().masks()).containsExactly(SOFT);
    }

    @ParameterizedTest
    @CsvSource({"UNION, 1, 0.5, 1", "INTERSECTION, 0, 0.25, 1", "DIFFERENCE, 0, 0.25, 0"})
    void masks_combine_as_sets_do(Combining combining, float first, float second, float third) {
        assertThat(combined(List.of(SOFT), List.of(OTHER), combining)
                        .get(0)
                        .coverage()
                        .toArray())
                .containsExactly(first, second, third);
    }

    @Test
    void a_single_second_mask_serves_all() {
        assertThat(combined(List.of(SOFT, OTHER), List.of(OTHER), Combining.UNION))
                .containsExactly(OTHER, OTHER);
        assertThatThrownBy(() -> combined(List.of(SOFT, SOFT, SOFT), List.of(SOFT, SOFT), Combining.UNION))
                .isInstanceOf(NodeException.class)
                .hasMessage("found 2 for 3; wanted one for each of them, or a single one for all");
    }

    @Test
    void masks_of_two_sizes_do_not_combine() {
        assertThatThrownBy(() -> combined(List.of(SOFT), List.of(Mask.filled(2, 1, 1)), Combining.UNION))
                .isInstanceOf(NodeException.class)
                .hasMessage("found 2 x 1 and 3 x 1 pixels; wanted one size for all: put a Resize or a Resize mask node"
                        + " before");
    }

    @Test
    void a_composite_is_exact_where_the_mask_is_0_or_1() {
        // 0.1f + (0.7f - 0.1f) is not 0.7f, and 0 · infinity is not 0: both would show if the ends were computed.
        Picture picture = row(0.7f, 0.5f, Float.POSITIVE_INFINITY);
        Picture background = row(0.1f, 0.1f, 0.3f);
        Mask mask = new Mask(Tensor.of(Shape.of(1, 1, 3), 1, 0.25f, 0));

        Picture composite = NodeTester.of(new CompositeByMask())
                .with("pictures", List.of(picture))
                .with("backgrounds", List.of(background))
                .with("masks", List.of(mask))
                .runPure()
                .pictures()
                .get(0);

        assertThat(composite.pixels().rows(1, 2).toArray()).containsExactly(0.7f, 0.2f, 0.3f);
    }

    @Test
    void a_mask_of_another_size_is_refused() {
        assertThatThrownBy(() -> NodeTester.of(new CompositeByMask())
                        .with("pictures", List.of(row(0, 1)))
                        .with("backgrounds", List.of(row(0, 1)))
                        .with("masks", List.of(SOFT))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("found 3 x 1 and 2 x 1 pixels");
    }

    @ParameterizedTest
    @CsvSource({"AREA, 0.25, 0.5", "ANY, 1, 1", "NEAREST, 0, 1"})
    void a_place_of_the_latent_takes_its_square_of_pixels(Reduction reduction, float first, float second) {
        // Two squares of 2 × 2: of the first the bottom right pixel is covered, of the second the left column.
        Mask mask = new Mask(Tensor.of(Shape.of(1, 2, 4), 0, 0, 1, 0, 0, 1, 1, 0));

        Tensor small = NodeTester.of(new LatentMask())
                .with("masks", List.of(mask, mask))
                .with("vae", FakeModel.named("pocket", "sd15").size("factor", 2))
                .with("reduction", reduction)
                .runPure()
                .mask();

        assertThat(small).isEqualTo(Tensor.of(Shape.of(2, 1, 1, 2), first, second, first, second));
    }

    @Test
    void a_mask_that_does_not_divide_is_refused() {
        assertThatThrownBy(() -> NodeTester.of(new LatentMask())
                        .with("masks", List.of(SOFT))
                        .with("vae", FakeModel.named("pocket", "sd15"))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage("the mask is 3 x 1 pixels; pocket wants width and height that are multiples of 8:"
                        + " draw or resize it so");
    }

    private static List<Mask> combined(List<Mask> first, List<Mask> second, Combining combining) {
        return NodeTester.of(new CombineMasks())
                .with("first", first)
                .with("second", second)
                .with("combining", combining)
                .runPure()
                .masks();
    }

    /** A row of grey pixels. */
    private static Picture row(float... greys) {
        Tensor row = Tensor.of(Shape.of(1, greys.length), greys);
        return new Picture(Tensor.concatenate(List.of(row, row, row)).reshaped(Shape.of(3, 1, greys.length)));
    }
}
