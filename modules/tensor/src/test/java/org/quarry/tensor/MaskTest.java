package org.quarry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void a_pixel_is_found_by_row_and_column() {
        Mask mask = new Mask(Tensor.of(Shape.of(1, 2, 3), 0, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f));

        assertThat(mask.width()).isEqualTo(3);
        assertThat(mask.height()).isEqualTo(2);
        assertThat(mask.at(1, 2)).isEqualTo(0.5f);
    }

    @Test
    void as_a_picture_it_is_grey() {
        Mask mask = new Mask(Tensor.of(Shape.of(1, 1, 2), 0, 0.75f));

        assertThat(mask.picture()).isEqualTo(new Picture(Tensor.of(Shape.of(3, 1, 2), 0, 0.75f, 0, 0.75f, 0, 0.75f)));
    }

    @Test
    void a_tensor_of_several_channels_is_no_mask() {
        assertThatThrownBy(() -> new Mask(Tensor.filled(Shape.of(3, 4, 4), 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a mask has shape [1, height, width], found [3, 4, 4]");
    }
}
