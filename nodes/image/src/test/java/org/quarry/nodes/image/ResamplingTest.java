package org.quarry.nodes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quarry.tensor.Mask;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class ResamplingTest {
    @ParameterizedTest
    @EnumSource
    void a_plain_picture_stays_plain(Resampling resampling) {
        Picture plain = new Picture(Tensor.filled(Shape.of(3, 7, 5), 0.25));

        Picture resized = resampling.resize(plain, 13, 3);

        assertThat(resized.width()).isEqualTo(13);
        assertThat(resized.height()).isEqualTo(3);
        for (float value : resized.pixels().toArray()) {
            assertThat(value).isCloseTo(0.25f, within(1e-6f));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NEAREST", mode = EnumSource.Mode.EXCLUDE)
    void the_mean_colour_survives_halving(Resampling resampling) {
        Picture slope = slope(64, 64);

        Picture half = resampling.resize(slope, 32, 32);

        assertThat(half.pixels().mean()).isCloseTo(slope.pixels().mean(), within(1e-3));
    }

    @Test
    void area_halves_by_the_mean_of_four() {
        Picture four = new Picture(Tensor.of(Shape.of(3, 2, 2), 0, 1, 0, 1, 0.5f, 0.5f, 0, 0, 1, 1, 1, 0));

        Picture one = Resampling.AREA.resize(four, 1, 1);

        assertThat(one.pixels().toArray()).containsExactly(0.5f, 0.25f, 0.75f);
    }

    @Test
    void area_keeps_hard_pixels_when_it_doubles() {
        Picture two = new Picture(Tensor.of(Shape.of(3, 1, 2), 0, 1, 0, 1, 0, 1));

        Picture four = Resampling.AREA.resize(two, 4, 1);

        assertThat(four.pixels().rows(0, 1).toArray()).containsExactly(0, 0, 1, 1);
    }

    @Test
    void bilinear_follows_a_straight_line() {
        Picture slope = slope(64, 4);

        Picture wide = Resampling.BILINEAR.resize(slope, 128, 4);

        // The middle of new pixel i lies at old coordinate i/2 - 1/4; away from the edges the line goes on.
        for (int i = 4; i < 124; i++) {
            assertThat(wide.at(0, 2, i)).isCloseTo((i / 2f - 0.25f) / 64, within(1e-5f));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BICUBIC", "LANCZOS"})
    void a_straight_line_stays_one_when_it_is_enlarged(Resampling resampling) {
        Picture slope = slope(64, 4);

        Picture wide = resampling.resize(slope, 128, 4);

        // Keys' kernel has precision of the second order; Lanczos only nearly that of the first.
        float allowed = resampling == Resampling.BICUBIC ? 1e-5f : 2e-3f;
        for (int i = 8; i < 120; i++) {
            assertThat(wide.at(0, 2, i)).isCloseTo((i / 2f - 0.25f) / 64, within(allowed));
        }
    }

    @Test
    void bicubic_follows_a_parabola() {
        float[] values = new float[3 * 32];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i % 32) * (i % 32) / 1024f;
        }
        Picture parabola = new Picture(Tensor.adopt(Shape.of(3, 1, 32), values));

        Picture wide = Resampling.BICUBIC.resize(parabola, 64, 1);

        for (int i = 8; i < 56; i++) {
            double x = i / 2.0 - 0.25;
            assertThat(wide.at(1, 0, i)).isCloseTo((float) (x * x / 1024), within(1e-5f));
        }
    }

    @Test
    void nearest_gives_no_colour_that_was_not_there() {
        Picture three = new Picture(Tensor.of(Shape.of(3, 1, 3), 0.1f, 0.5f, 0.9f, 0.1f, 0.5f, 0.9f, 0.1f, 0.5f, 0.9f));

        assertThat(Resampling.NEAREST.resize(three, 7, 1).pixels().rows(0, 1).toArray())
                .containsExactly(0.1f, 0.1f, 0.5f, 0.5f, 0.5f, 0.9f, 0.9f);
        assertThat(Resampling.NEAREST.resize(three, 1, 1).at(0, 0, 0)).isEqualTo(0.5f);
    }

    @Test
    void a_mask_is_resized_as_a_picture_is() {
        Mask mask = new Mask(Tensor.of(Shape.of(1, 2, 2), 0, 1, 0.5f, 0.5f));

        assertThat(Resampling.AREA.resize(mask, 1, 1)).isEqualTo(Mask.filled(1, 1, 0.5));
    }

    @Test
    void lanczos_keeps_a_wave_that_bilinear_dulls() {
        float[] values = new float[3 * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.5 + 0.4 * Math.cos(2 * Math.PI * (i % 64) / 5));
        }
        Picture wave = new Picture(Tensor.adopt(Shape.of(3, 1, 64), values));

        double whole = 0.4 / Math.sqrt(2);
        assertThat(spread(Resampling.LANCZOS.resize(wave, 40, 1)) / whole).isGreaterThan(0.95);
        assertThat(spread(Resampling.BILINEAR.resize(wave, 40, 1)) / whole).isLessThan(0.75);
    }

    @Test
    void rows_and_columns_do_not_get_mixed_up() {
        float[] values = new float[3 * 2 * 3];
        values[3 + 2] = 1;
        Picture corner = new Picture(Tensor.adopt(Shape.of(3, 2, 3), values));

        Picture large = Resampling.AREA.resize(corner, 6, 4);

        assertThat(large.at(0, 3, 5)).isEqualTo(1);
        assertThat(large.at(0, 2, 4)).isEqualTo(1);
        assertThat(large.pixels().sum()).isEqualTo(4);
    }

    @Test
    void cropping_keeps_the_middle() {
        Picture slope = slope(6, 2);

        Picture square = Crop.Area.ofAspect(slope, 100, 100).of(slope);

        assertThat(square.width()).isEqualTo(2);
        assertThat(square.height()).isEqualTo(2);
        assertThat(square.at(0, 0, 0)).isEqualTo(slope.at(0, 0, 2));
        assertThat(square.at(2, 1, 1)).isEqualTo(slope.at(2, 1, 3));
    }

    private static double spread(Picture picture) {
        return picture.pixels()
                .rootMeanSquareDifference(
                        Tensor.filled(picture.pixels().shape(), picture.pixels().mean()));
    }

    private static Picture slope(int width, int height) {
        float[] values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % width / (float) width;
        }
        return new Picture(Tensor.adopt(Shape.of(3, height, width), values));
    }
}
