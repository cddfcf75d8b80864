package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

class LatentPackingTest {
    static Stream<Golden> packings() {
        return Golden.under("latents");
    }

    @ParameterizedTest
    @MethodSource("packings")
    void latents_are_packed_and_placed_as_diffusers_does(Golden golden) {
        Tensor latent = named(golden, "latent");

        Tensor packed = LatentPacking.pack(latent);

        int height = latent.shape().size(2);
        int width = latent.shape().size(3);
        assertThat(packed).isEqualTo(named(golden, "packed"));
        assertThat(LatentPacking.unpack(packed, height, width)).isEqualTo(latent);
        assertThat(LatentPacking.positions(height, width)).isEqualTo(named(golden, "img_ids"));
    }

    private static Tensor named(Golden golden, String name) {
        int[] sizes = golden.numbers(name + "_shape").stream()
                .mapToInt(Double::intValue)
                .toArray();
        return Golden.tensor(golden.members().get(name), Shape.of(sizes));
    }

    @Test
    void a_square_of_places_is_one_token() {
        Tensor latent = Tensor.of(Shape.of(1, 2, 2, 4), 0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17);

        assertThat(LatentPacking.pack(latent))
                .isEqualTo(Tensor.of(Shape.of(1, 2, 8), 0, 1, 4, 5, 10, 11, 14, 15, 2, 3, 6, 7, 12, 13, 16, 17));
    }

    @Test
    void unpacking_undoes_packing_for_each_of_a_batch() {
        Tensor latents = TorchCpuNoise.seeded(1).next(Shape.of(3, 4, 6, 2));

        assertThat(LatentPacking.unpack(LatentPacking.pack(latents), 6, 2)).isEqualTo(latents);
        assertThat(LatentPacking.pack(latents).rows(1, 2)).isEqualTo(LatentPacking.pack(latents.rows(1, 2)));
    }

    @Test
    void what_makes_no_squares_is_refused() {
        assertThatThrownBy(() -> LatentPacking.pack(Tensor.filled(Shape.of(1, 4, 3, 2), 0)))
                .hasMessage("found shape [1, 4, 3, 2]; wanted [batch, channels, even height, even width]");
        assertThatThrownBy(() -> LatentPacking.unpack(Tensor.filled(Shape.of(1, 3, 8), 0), 4, 2))
                .hasMessage("found 3 tokens; a latent of 4 x 2 has 2");
        assertThatThrownBy(() -> LatentPacking.unpack(Tensor.filled(Shape.of(1, 3, 6), 0), 2, 6))
                .hasMessage("found shape [1, 3, 6]; wanted [batch, tokens, 4 times the latent's channels]");
    }
}
