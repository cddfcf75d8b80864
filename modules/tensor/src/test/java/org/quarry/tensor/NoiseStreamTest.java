package org.quarry.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoiseStreamTest {
    private static final Shape ONE = Shape.of(1, 4, 8, 8);
    private static final Shape TWO = Shape.of(2, 4, 8, 8);

    static List<NoiseStream.Generator> generators() {
        return List.of(new NoiseStream.TorchCpu(), new NoiseStream.TorchCuda(TorchCudaNoise.UNLIMITED));
    }

    @ParameterizedTest
    @MethodSource("generators")
    void everyone_who_begins_draws_the_same(NoiseStream.Generator generator) {
        NoiseStream stream = new NoiseStream(generator, List.of(5L));

        assertThat(stream.begin().next(TWO)).isEqualTo(stream.begin().next(TWO));
        assertThat(stream.begin().next(TWO)).isEqualTo(generator.seeded(5).next(TWO));
    }

    @ParameterizedTest
    @MethodSource("generators")
    void what_comes_after_the_first_tensor_is_the_second(NoiseStream.Generator generator) {
        NoiseStream stream = new NoiseStream(generator, List.of(5L));
        Noise whole = stream.begin();
        whole.next(TWO);

        assertThat(stream.after(TWO).next(TWO)).isEqualTo(whole.next(TWO));
    }

    @ParameterizedTest
    @MethodSource("generators")
    void with_a_seed_for_each_row_every_tensor_has_the_rows_that_each_seed_gives_alone(
            NoiseStream.Generator generator) {
        NoiseStream both = new NoiseStream(generator, List.of(5L, -1L));

        Noise drawn = both.after(TWO);

        Tensor second = drawn.next(TWO);
        assertThat(second.rows(0, 1)).isEqualTo(alone(generator, 5).next(ONE));
        assertThat(second.rows(1, 2)).isEqualTo(alone(generator, -1).next(ONE));
    }

    private static Noise alone(NoiseStream.Generator generator, long seed) {
        return new NoiseStream(generator, List.of(seed)).after(ONE);
    }

    @Test
    void a_shift_is_one_of_all_seeds() {
        NoiseStream both = new NoiseStream(new NoiseStream.TorchCpu(), List.of(5L, 7L));

        assertThat(both.shifted(10).seeds()).containsExactly(15L, 17L);
    }

    @Test
    void two_seeds_do_not_serve_three_rows() {
        NoiseStream both = new NoiseStream(new NoiseStream.TorchCpu(), List.of(5L, 7L));

        assertThat(both.serves(2)).isTrue();
        assertThat(both.serves(3)).isFalse();
        assertThatThrownBy(() -> both.begin().next(Shape.of(3, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 2 seeds")
                .hasMessageContaining("[3, 4]");
        assertThatThrownBy(() -> new NoiseStream(new NoiseStream.TorchCpu(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no seed");
    }
}
