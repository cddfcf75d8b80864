package org.quarry.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The quick functions give the floats of StrictMath, for all arguments there are or for a dense choice of them. */
class BoxMullerTest {
    private static final int ALL = 1 << 24;

    /** PyTorch's CPU generator draws whole multiples of 2⁻²⁴. */
    @Test
    void the_logarithm_of_every_number_of_the_cpu_generator_is_that_of_strictmath() {
        assertThat(IntStream.range(0, ALL)
                        .mapToObj(i -> 1 - i * 0x1p-24f)
                        .filter(u -> differ(BoxMuller.logarithm(u), (float) StrictMath.log(u))))
                .isEmpty();
    }

    @Test
    void sine_and_cosine_of_every_angle_of_the_cpu_generator_are_those_of_strictmath() {
        assertThat(IntStream.range(0, ALL)
                        .mapToObj(i -> (float) (2 * Math.PI) * (i * 0x1p-24f))
                        .filter(BoxMullerTest::wrongDirection))
                .isEmpty();
    }

    /** The CUDA generator has 32 bits; a stride of 2⁹ − 1 meets all of their lower digits. */
    @Test
    void the_numbers_of_the_cuda_generator_are_transformed_as_by_strictmath() {
        int stride = 511;
        assertThat(IntStream.range(0, (int) (0x1p32 / stride))
                        .map(i -> i * stride)
                        .filter(number -> {
                            float u = TorchCudaNoise.uniform(number);
                            return differ(BoxMuller.logarithm(u), (float) StrictMath.log(u))
                                    || wrongDirection(TorchCudaNoise.angle(number));
                        }))
                .isEmpty();
    }

    @Test
    void the_smallest_numbers_and_whole_quarters_are_right_too() {
        for (int number = 0; number < 4096; number++) {
            float u = TorchCudaNoise.uniform(number);
            assertThat(BoxMuller.logarithm(u)).isEqualTo((float) StrictMath.log(u));
            assertThat(wrongDirection(TorchCudaNoise.angle(number))).isFalse();
            assertThat(wrongDirection(TorchCudaNoise.angle(-1 - number))).isFalse();
            for (int quarter = 1; quarter < 4; quarter++) {
                assertThat(wrongDirection(TorchCudaNoise.angle((quarter << 30) - 2048 + number)))
                        .isFalse();
            }
        }
    }

    private static boolean wrongDirection(float angle) {
        long direction = BoxMuller.direction(angle);
        return differ(BoxMuller.sine(direction), (float) StrictMath.sin(angle))
                || differ(BoxMuller.cosine(direction), (float) StrictMath.cos(angle));
    }

    private static boolean differ(float one, float other) {
        return Float.floatToRawIntBits(one) != Float.floatToRawIntBits(other);
    }
}
