package org.quarry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TorchCudaNoiseTest {
    /** The GPU's sine and cosine are good to some 10⁻⁶. */
    private static final Offset<Double> PRECISION = within(3e-6);

    /** torch.manual_seed(0); torch.randn(3, 4, device="cuda") */
    @Test
    void seed_0_gives_the_numbers_of_pytorch() {
        Tensor drawn = TorchCudaNoise.seeded(0).next(Shape.of(3, 4));

        assertThat(IntStream.range(0, 12).mapToDouble(drawn::at).toArray())
                .containsExactly(
                        new double[] {
                            -0.92466259, -0.42534415, -2.6438457, 0.14518388,
                            -0.12086647, -0.57972564, -0.62285122, -0.32838709,
                            -1.07454231, -0.36314407, -1.67105067, 2.26550497
                        },
                        PRECISION);
    }

    @Test
    void all_64_bits_of_a_seed_count() {
        Shape shape = Shape.of(40);

        assertThat(TorchCudaNoise.seeded(1L << 32).next(shape))
                .isNotEqualTo(TorchCudaNoise.seeded(0).next(shape));
        assertThat(TorchCudaNoise.seeded(-1).next(shape))
                .isNotEqualTo(TorchCudaNoise.seeded(0xffffffffL).next(shape));
    }

    /** Seen from the threads of PyTorch's kernel, which count through the tensor in a grid-stride loop. */
    @Test
    void elements_beyond_the_gpus_threads_are_dealt_out_as_pytorchs_kernel_does() {
        for (int count : new int[] {1, 255, 256, 257, 511, 512, 1024, 2048, 2049, 5000}) {
            TorchCudaNoise noise = TorchCudaNoise.seeded(42, 2 * 256);

            Tensor first = noise.next(Shape.of(count));
            Tensor second = noise.next(Shape.of(count));

            long rounds = kernel(first, 42, 0);
            assertThat(kernel(second, 42, rounds)).isEqualTo(rounds);
        }
    }

    private static long kernel(Tensor drawn, long seed, long offset) {
        int count = drawn.shape().count();
        int grid = Math.min(2, (count + 255) / 256);
        int stride = 256 * grid;
        int rounded = ((count - 1) / (stride * 4) + 1) * stride * 4;
        for (int thread = 0; thread < stride; thread++) {
            long counter = offset;
            for (int linear = thread; linear < rounded; linear += stride * 4) {
                double[] four = normal4(seed, counter++, thread);
                for (int i = 0; i < 4; i++) {
                    int at = linear + stride * i;
                    if (at < count) {
                        assertThat((double) drawn.at(at)).isCloseTo(four[i], PRECISION);
                    }
                }
            }
        }
        return (count - 1) / (stride * 4) + 1;
    }

    /** cuRAND's curand_normal4 in double. */
    private static double[] normal4(long seed, long counter, long sequence) {
        Philox philox = new Philox(seed);
        philox.draw(counter, sequence);
        double[] four = new double[4];
        for (int i = 0; i < 4; i += 2) {
            double u = (philox.drawn(i) & 0xffffffffL) * 0x1p-32 + 0x1p-33;
            double angle = ((philox.drawn(i + 1) & 0xffffffffL) * 0x1p-32 + 0x1p-33) * 2 * Math.PI;
            four[i] = Math.sqrt(-2 * Math.log(u)) * Math.sin(angle);
            four[i + 1] = Math.sqrt(-2 * Math.log(u)) * Math.cos(angle);
        }
        return four;
    }

    @Test
    void a_tensor_that_fits_is_the_same_on_every_gpu() {
        Shape shape = Shape.of(1, 4, 64, 64);

        assertThat(TorchCudaNoise.seeded(3, 40 * 1024).next(shape))
                .isEqualTo(TorchCudaNoise.seeded(3).next(shape));
        assertThat(TorchCudaNoise.seeded(3, 8 * 1024).next(shape))
                .isNotEqualTo(TorchCudaNoise.seeded(3).next(shape));
    }

    @Test
    void many_numbers_have_mean_0_and_variance_1() {
        Tensor drawn = TorchCudaNoise.seeded(7, 256 * 256).next(Shape.of(1_000_000));

        // Standard errors: 1e-3 for the mean, 1.4e-3 for the variance.
        assertThat(drawn.mean()).isCloseTo(0, within(4e-3));
        assertThat(drawn.map(value -> value * value).mean()).isCloseTo(1, within(6e-3));
    }

    @Test
    void an_empty_tensor_draws_nothing() {
        TorchCudaNoise noise = TorchCudaNoise.seeded(1);

        noise.next(Shape.of(0));

        assertThat(noise.next(Shape.of(9))).isEqualTo(TorchCudaNoise.seeded(1).next(Shape.of(9)));
    }

    @Test
    void streams_drawn_at_the_same_time_do_not_disturb_each_other() {
        assertThat(streams(IntStream.range(0, 8).parallel())).isEqualTo(streams(IntStream.range(0, 8)));
    }

    /** The hash was taken on JDK 17 and 25. */
    @Test
    void the_bits_are_the_same_on_every_machine() {
        TorchCudaNoise noise = TorchCudaNoise.seeded(0xfedcba9876543210L, 1024);

        List<Tensor> drawn = IntStream.of(1, 15, 1024, 4097)
                .mapToObj(count -> noise.next(Shape.of(count)))
                .toList();

        assertThat(drawn.hashCode()).isEqualTo(HASH);
    }

    private static final int HASH = 2017534306;

    private static List<Tensor> streams(IntStream seeds) {
        return seeds.mapToObj(seed -> TorchCudaNoise.seeded(seed, 512).next(Shape.of(3, 1001)))
                .toList();
    }
}
