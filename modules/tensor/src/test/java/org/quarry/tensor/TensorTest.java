package org.quarry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ReadOnlyBufferException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {
    private static final Tensor PAIR = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4);
    private static final Tensor ROW = Tensor.of(Shape.of(1, 2), 10, 20);

    @Test
    void a_mix_is_the_linear_combination() {
        assertThat(PAIR.mix(2, PAIR, -1)).isEqualTo(PAIR);
        assertThat(PAIR.times(0.5)).isEqualTo(Tensor.of(Shape.of(2, 2), 0.5f, 1, 1.5f, 2));
    }

    @Test
    void one_row_serves_every_row_of_a_batch() {
        assertThat(PAIR.plus(ROW)).isEqualTo(Tensor.of(Shape.of(2, 2), 11, 22, 13, 24));
        assertThat(PAIR.combine(ROW, (value, other) -> value * other))
                .isEqualTo(Tensor.of(Shape.of(2, 2), 10, 40, 30, 80));
        assertThat(PAIR.rootMeanSquareDifference(Tensor.of(Shape.of(1, 2), 1, 2)))
                .isEqualTo(Math.sqrt(2));
    }

    @Test
    void a_formula_is_rounded_once() {
        Tensor third = Tensor.scalar(1 / 3.0);

        // In float, 3·(1/3) − 1 would be rounded to 0 before the difference is taken.
        assertThat(third.mix(3, Tensor.scalar(1), -1).at(0)).isEqualTo((float) (3 * (double) (1 / 3f) - 1));
    }

    @Test
    void shapes_that_do_not_fit_are_named() {
        assertThatThrownBy(() -> PAIR.plus(Tensor.filled(Shape.of(3, 2), 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shape [3, 2] does not fit shape [2, 2]; wanted the same shape, or one with 1 as its first"
                        + " axis");
        assertThatThrownBy(() -> Tensor.of(Shape.of(2), 1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("3 values do not fill shape [2], which has 2");
    }

    @Test
    void rows_and_concatenation_undo_each_other() {
        Tensor joined = Tensor.concatenate(List.of(PAIR, ROW));

        assertThat(joined.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(joined.rows(0, 2)).isEqualTo(PAIR);
        assertThat(joined.rows(2, 3)).isEqualTo(ROW);
        assertThatThrownBy(() -> joined.rows(2, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Tensor.concatenate(List.of(PAIR, Tensor.filled(Shape.of(1, 3), 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1, 3]");
    }

    @Test
    void nothing_outside_can_change_a_tensor() {
        float[] given = {1, 2};
        Tensor tensor = Tensor.of(Shape.of(2), given);

        given[0] = 9;
        tensor.toArray()[1] = 9;

        assertThat(tensor).isEqualTo(Tensor.of(Shape.of(2), 1, 2));
        assertThatThrownBy(() -> tensor.buffer().put(0, 9)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void sums_are_taken_in_double() {
        Tensor many = Tensor.filled(Shape.of(100, 1000), 0.1);

        assertThat(many.mean()).isCloseTo((double) 0.1f, within(1e-12));
    }

    @Test
    void an_empty_batch_has_no_elements() {
        Tensor none = Tensor.filled(Shape.of(0, 3), 1);

        assertThat(none.plus(none)).isEqualTo(none);
        assertThat(none.sum()).isZero();
    }

    @Test
    void a_batch_does_not_fit_into_one_row() {
        assertThatThrownBy(() -> ROW.plus(PAIR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("shape [2, 2] does not fit shape [1, 2]");
        assertThatThrownBy(() -> PAIR.plus(Tensor.scalar(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void another_shape_shows_the_same_values() {
        assertThat(PAIR.reshaped(Shape.of(4)).toArray()).containsExactly(1, 2, 3, 4);
        assertThat(PAIR.reshaped(Shape.of(1, 4, 1)).shape()).isEqualTo(Shape.of(1, 4, 1));
        assertThatThrownBy(() -> PAIR.reshaped(Shape.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("4 values do not fill shape [3], which has 3");
    }

    @Test
    void an_adopted_array_is_not_copied() {
        float[] given = {1, 2};

        assertThat(Tensor.adopt(Shape.of(2), given).buffer().get(1)).isEqualTo(2);
        given[1] = 5;
        assertThat(Tensor.adopt(Shape.of(2), given).at(1)).isEqualTo(5);
    }

    @Test
    void a_function_is_applied_to_every_element() {
        assertThat(PAIR.map(value -> value * value)).isEqualTo(Tensor.of(Shape.of(2, 2), 1, 4, 9, 16));
        assertThat(PAIR.minus(PAIR)).isEqualTo(Tensor.filled(Shape.of(2, 2), 0));
    }

    @Test
    void tensors_are_equal_by_shape_and_bits() {
        Tensor same = Tensor.of(Shape.of(2, 2), 1, 2, 3, 4);
        Tensor nothing = Tensor.scalar(Double.NaN);

        assertThat(PAIR).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(PAIR.reshaped(Shape.of(4)));
        assertThat(nothing).isEqualTo(Tensor.scalar(Double.NaN));
        assertThat(Tensor.scalar(0)).isNotEqualTo(Tensor.scalar(-0.0));
    }

    @Test
    void a_small_tensor_shows_its_values_and_a_large_one_its_shape() {
        assertThat(ROW).hasToString("[1, 2] [10.0, 20.0]");
        assertThat(Tensor.filled(Shape.of(1, 17), 0)).hasToString("[1, 17]");
    }

    @Test
    void scalars_cannot_be_joined() {
        Tensor one = Tensor.scalar(1);

        assertThat(Tensor.concatenate(List.of(one))).isSameAs(one);
        assertThatThrownBy(() -> Tensor.concatenate(List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot join [] to [] along the batch axis");
    }
}
