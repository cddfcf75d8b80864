package org.quarry.editor.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class TensorFiguresTest {
    @Test
    void the_numbers_1_to_5_have_mean_3_and_deviation_root_2() {
        TensorFigures figures = TensorFigures.of(Tensor.of(Shape.of(5), 1, 2, 3, 4, 5));

        assertThat(figures.mean()).isEqualTo(3);
        assertThat(figures.deviation()).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(figures.min()).isEqualTo(1);
        assertThat(figures.max()).isEqualTo(5);
    }

    @Test
    void a_small_spread_far_from_zero_is_not_lost() {
        // The squares are 1e12, and a float's spacing there is 1/16.
        TensorFigures figures = TensorFigures.of(Tensor.of(Shape.of(2), 1_000_000, 1_000_001));

        assertThat(figures.deviation()).isEqualTo(0.5);
    }

    @Test
    void what_is_no_number_is_counted_and_left_out() {
        Tensor broken = Tensor.of(Shape.of(5), 2, Float.NaN, 4, Float.POSITIVE_INFINITY, Float.NaN);

        TensorFigures figures = TensorFigures.of(broken);

        assertThat(figures.notNumbers()).isEqualTo(2);
        assertThat(figures.infinite()).isEqualTo(1);
        assertThat(figures.mean()).isEqualTo(3);
        assertThat(figures.max()).isEqualTo(4);
    }

    @Test
    void a_tensor_without_any_number_has_no_mean() {
        TensorFigures figures = TensorFigures.of(Tensor.filled(Shape.of(3), Double.NaN));

        assertThat(figures.mean()).isNaN();
        assertThat(figures.min()).isNaN();
        assertThat(figures.histogram()).containsOnly(0);
    }

    @Test
    void the_histogram_counts_every_finite_element_once() {
        float[] ramp = new float[4800];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i + 0.5f;
        }

        TensorFigures figures = TensorFigures.of(Tensor.of(Shape.of(4800), ramp));

        assertThat(figures.histogram().stream().mapToInt(bin -> bin).sum()).isEqualTo(4800);
        // Even steps fill equal parts equally; the bin edges fall beside the first and last element.
        assertThat(figures.histogram()).allSatisfy(bin -> assertThat(bin).isBetween(99, 101));
    }

    @Test
    void a_constant_lies_in_one_part() {
        TensorFigures figures = TensorFigures.of(Tensor.filled(Shape.of(2, 3), 7));

        assertThat(figures.histogram()).contains(6).filteredOn(bin -> bin != 0).hasSize(1);
        assertThat(figures.deviation()).isZero();
    }
}
