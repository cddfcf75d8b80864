package org.quarry.nodes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

class LikenessTest {
    @Test
    void a_difference_of_a_tenth_is_20_decibels() {
        assertThat(new Likeness(List.of(grey(0.5, 8)), List.of(grey(0.6, 8))).decibels())
                .isCloseTo(20, within(1e-5));
    }

    @Test
    void large_pictures_count_more_than_small_ones() {
        // 3/4 of the pixels differ by 0.1, the others not at all: 20 dB - 10·log10(3/4).
        double decibels =
                new Likeness(List.of(grey(0.5, 3), grey(0.5, 1)), List.of(grey(0.6, 3), grey(0.5, 1))).decibels();

        assertThat(decibels).isCloseTo(20 - 10 * Math.log10(0.75), within(1e-5));
    }

    @Test
    void equal_pictures_have_infinitely_many() {
        assertThat(new Likeness(List.of(grey(0.5, 8)), List.of(grey(0.5, 8))).decibels())
                .isInfinite();
    }

    @Test
    void pictures_of_other_sizes_are_refused() {
        assertThatThrownBy(() -> new Likeness(List.of(grey(0, 8)), List.of(grey(0, 9))))
                .isInstanceOf(NodeException.class)
                .hasMessage("picture 1 is 8 x 1, its original 9 x 1; put a Resize node before");
    }

    @Test
    void every_picture_needs_an_original() {
        assertThatThrownBy(() -> new Likeness(List.of(grey(0, 8)), List.of()))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("found 1 pictures and 0 originals");
    }

    @Test
    void a_picture_is_wholly_similar_to_itself() {
        Picture noise = noise(32);

        assertThat(new Likeness(List.of(noise), List.of(noise)).similarity()).isCloseTo(1, within(1e-12));
    }

    @Test
    void of_plain_pictures_only_the_brightness_counts_for_similarity() {
        double similarity = new Likeness(List.of(plain(0.4)), List.of(plain(0.6))).similarity();

        // Equation 13 without variances: (2ab + C₁) / (a² + b² + C₁).
        assertThat(similarity).isCloseTo((2 * 0.24 + 1e-4) / (0.16 + 0.36 + 1e-4), within(1e-5));
    }

    @Test
    void turned_inside_out_shapes_are_less_than_not_similar() {
        Picture noise = noise(32);
        Picture negative = new Picture(noise.pixels().map(value -> 1 - value));

        assertThat(new Likeness(List.of(negative), List.of(noise)).similarity()).isLessThan(-0.5);
    }

    @Test
    void pictures_smaller_than_the_window_have_a_similarity_too() {
        assertThat(new Likeness(List.of(grey(0.5, 3)), List.of(grey(0.5, 3))).similarity())
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void differences_are_amplified_and_stand_beside_nothing_else() {
        Likeness likeness = new Likeness(List.of(grey(0.5, 2)), List.of(grey(0.4, 2)));

        assertThat(likeness.differences(4).get(0).at(1, 0, 1)).isCloseTo(0.4f, within(1e-6f));
        assertThat(likeness.differences(100).get(0).at(1, 0, 1)).isEqualTo(1);
    }

    @Test
    void an_original_stands_left_of_its_picture() {
        Picture beside = new Likeness(List.of(grey(0.75, 2)), List.of(grey(0.25, 2))).beside();

        assertThat(beside.width()).isEqualTo(4 + 2 + 4 + 2 + 4);
        assertThat(beside.at(0, 4, 4)).isEqualTo(0.25f);
        assertThat(beside.at(0, 4, 10)).isEqualTo(0.75f);
    }

    private static Picture noise(int side) {
        Tensor draws = TorchCpuNoise.seeded(3).next(Shape.of(3, side, side));
        return new Picture(draws.map(value -> 0.5 + 0.1 * value));
    }

    private static Picture plain(double level) {
        return new Picture(Tensor.filled(Shape.of(3, 16, 16), level));
    }

    private static Picture grey(double level, int width) {
        return new Picture(Tensor.filled(Shape.of(3, 1, width), level));
    }
}
