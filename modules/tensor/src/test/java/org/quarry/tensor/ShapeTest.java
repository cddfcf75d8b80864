package org.quarry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void axes_can_be_counted_from_the_end() {
        Shape shape = Shape.of(1, 4, 16, 8);

        assertThat(shape.size(-1)).isEqualTo(8);
        assertThat(shape.with(-2, 5)).isEqualTo(Shape.of(1, 4, 5, 8));
        assertThat(shape).hasToString("[1, 4, 16, 8]");
    }

    @Test
    void a_scalar_has_one_element() {
        assertThat(Shape.of().count()).isEqualTo(1);
        assertThat(Shape.of().rank()).isZero();
    }

    @Test
    void negative_and_too_large_shapes_are_refused() {
        assertThatThrownBy(() -> Shape.of(2, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape [2, -1] has a negative axis");
        assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more elements than 2147483647");
    }

    @Test
    void the_count_is_the_product() {
        assertThat(Shape.of(2, 3, 4).count()).isEqualTo(24);
        assertThat(Shape.of(2, 0, 4).count()).isZero();
        assertThat(Shape.of(Integer.MAX_VALUE).count()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void an_axis_that_is_not_there_is_out_of_bounds() {
        Shape shape = Shape.of(1, 2);

        assertThatThrownBy(() -> shape.size(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> shape.size(-3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> shape.with(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_outside_can_change_a_shape() {
        int[] given = {1, 2};
        Shape shape = Shape.of(given);

        given[0] = 9;
        shape.toArray()[1] = 9;

        assertThat(shape).isEqualTo(Shape.of(1, 2)).hasSameHashCodeAs(Shape.of(1, 2));
        assertThat(shape).isNotEqualTo(Shape.of(2, 1)).isNotEqualTo(Shape.of(1, 2, 1));
    }
}
