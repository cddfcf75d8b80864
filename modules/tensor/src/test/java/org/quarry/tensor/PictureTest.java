package org.quarry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void a_pixel_is_found_by_channel_row_and_column() {
        Picture picture = new Picture(Tensor.of(Shape.of(3, 1, 2), 0, 1, 2, 3, 4, 5));

        assertThat(picture.width()).isEqualTo(2);
        assertThat(picture.height()).isEqualTo(1);
        assertThat(picture.at(1, 0, 1)).isEqualTo(3);
    }

    @Test
    void a_difference_of_a_tenth_everywhere_is_20_dB() {
        Picture black = new Picture(Tensor.filled(Shape.of(3, 4, 4), 0));
        Picture grey = new Picture(Tensor.filled(Shape.of(3, 4, 4), 0.1));

        assertThat(black.psnr(grey)).isCloseTo(20, within(1e-4));
        assertThat(black.psnr(black)).isInfinite();
    }

    @Test
    void a_tensor_without_three_channels_is_no_picture() {
        assertThatThrownBy(() -> new Picture(Tensor.filled(Shape.of(1, 3, 4), 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a picture has shape [3, height, width], found [1, 3, 4]");
    }

    @Test
    void pictures_of_different_sizes_cannot_be_compared() {
        Picture small = new Picture(Tensor.filled(Shape.of(3, 4, 4), 0));
        Picture wide = new Picture(Tensor.filled(Shape.of(3, 4, 5), 0));

        assertThatThrownBy(() -> small.psnr(wide))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[3, 4, 5]");
    }
}
