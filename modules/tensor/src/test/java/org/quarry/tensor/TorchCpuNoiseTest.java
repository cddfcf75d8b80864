package org.quarry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TorchCpuNoiseTest {
    /** torch 2.13.0+cpu: torch.randn(1, 4, 8, 8, generator=torch.Generator("cpu").manual_seed(0)), its first numbers. */
    @Test
    void seed_0_gives_the_numbers_of_pytorch() {
        Tensor drawn = TorchCpuNoise.seeded(0).next(Shape.of(1, 4, 8, 8));

        assertThat(first(drawn, 4))
                .containsExactly(new double[] {-1.1258398, -1.1523602, -0.2505786, -0.4338788}, PRECISION);
    }

    @Test
    void only_the_lower_32_bits_of_a_seed_count() {
        Shape shape = Shape.of(40);

        assertThat(TorchCpuNoise.seeded(1L << 32).next(shape))
                .isEqualTo(TorchCpuNoise.seeded(0).next(shape));
        assertThat(TorchCpuNoise.seeded(-1L).next(shape))
                .isEqualTo(TorchCpuNoise.seeded(0xffffffffL).next(shape));
    }

    @Test
    void many_numbers_have_mean_0_and_variance_1() {
        Tensor drawn = TorchCpuNoise.seeded(7).next(Shape.of(1_000_000));

        // Standard errors: 1e-3 for the mean, 1.4e-3 for the variance.
        assertThat(drawn.mean()).isCloseTo(0, within(4e-3));
        assertThat(drawn.map(value -> value * value).mean()).isCloseTo(1, within(6e-3));
    }

    @Test
    void two_streams_drawn_at_the_same_time_do_not_disturb_each_other() {
        Shape shape = Shape.of(3, 1001);
        List<Tensor> alone = streams(IntStream.range(0, 8), shape);

        List<Tensor> together = streams(IntStream.range(0, 8).parallel(), shape);

        assertThat(together).isEqualTo(alone);
    }

    /** The hash was taken on JDK 17 and 25: StrictMath and Java's own arithmetic give equal bits everywhere. */
    @Test
    void the_bits_are_the_same_on_every_machine() {
        TorchCpuNoise noise = TorchCpuNoise.seeded(20260101);

        List<Tensor> drawn = new ArrayList<>();
        for (int count : new int[] {1, 2, 15, 16, 17, 4096}) {
            drawn.add(noise.next(Shape.of(count)));
        }

        assertThat(drawn.hashCode()).isEqualTo(HASH);
    }

    private static final Offset<Double> PRECISION = within(2e-6);
    private static final int HASH = 8952121;

    private static List<Tensor> streams(IntStream seeds, Shape shape) {
        return seeds.mapToObj(seed -> {
                    TorchCpuNoise noise = TorchCpuNoise.seeded(seed);
                    noise.next(shape);
                    return noise.next(shape);
                })
                .toList();
    }

    private static double[] first(Tensor tensor, int count) {
        return IntStream.range(0, count).mapToDouble(tensor::at).toArray();
    }
}
