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

class LikenessTest {
    @Test
    void a_difference_of_a_tenth_is_20_decibels() {
        assertThat(Likeness.decibels(List.of(grey(0.5, 8)), List.of(grey(0.6, 8))))
                .isCloseTo(20, within(1e-5));
    }

    @Test
    void large_pictures_count_more_than_small_ones() {
        // 3/4 of the pixels differ by 0.1, the others not at all: 20 dB - 10·log10(3/4).
        double decibels = Likeness.decibels(List.of(grey(0.5, 3), grey(0.5, 1)), List.of(grey(0.6, 3), grey(0.5, 1)));

        assertThat(decibels).isCloseTo(20 - 10 * Math.log10(0.75), within(1e-5));
    }

    @Test
    void equal_pictures_have_infinitely_many() {
        assertThat(Likeness.decibels(List.of(grey(0.5, 8)), List.of(grey(0.5, 8))))
                .isInfinite();
    }

    @Test
    void pictures_of_other_sizes_are_refused() {
        assertThatThrownBy(() -> Likeness.decibels(List.of(grey(0, 8)), List.of(grey(0, 9))))
                .isInstanceOf(NodeException.class)
                .hasMessage("picture 1 is 8 x 1, its original 9 x 1; put a Resize node before");
    }

    @Test
    void every_picture_needs_an_original() {
        assertThatThrownBy(() -> Likeness.decibels(List.of(grey(0, 8)), List.of()))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("found 1 pictures and 0 originals");
    }

    private static Picture grey(double level, int width) {
        return new Picture(Tensor.filled(Shape.of(3, 1, width), level));
    }
}
