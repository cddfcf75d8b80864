package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class PredictionKindTest {
    private static final Tensor CLEAN = Tensor.of(Shape.of(1, 3), 0.7f, -1.2f, 0.1f);
    private static final Tensor NOISE = Tensor.of(Shape.of(1, 3), -0.4f, 0.9f, 2);

    @ParameterizedTest
    @EnumSource
    void a_perfect_output_gives_back_the_clean_sample_and_the_noise(PredictionKind kind) {
        boolean flow = kind == PredictionKind.FLOW || kind == PredictionKind.DATA_FLOW;
        Level at = flow ? new Level(0, 300, 0.7, 0.3) : new Level(0, 300, 0.8, 0.6);
        Tensor x = ForwardProcess.jump(CLEAN, NOISE, at);
        Denoiser denoiser = kind.denoiser((sample, level) -> kind.output(CLEAN, sample, level));

        Tensor clean = denoiser.denoise(x, at);
        Tensor noise = denoiser.noiseIn(x, at);

        assertThat(Golden.difference(clean, CLEAN)).isLessThan(1e-6);
        assertThat(Golden.difference(noise, NOISE)).isLessThan(1e-6);
    }

    @Test
    void a_denoiser_that_is_only_a_function_gives_the_noise_too() {
        Level at = new Level(0, 300, 0.8, 0.6);
        Denoiser denoiser = (x, level) -> CLEAN;

        Tensor noise = denoiser.noiseIn(ForwardProcess.jump(CLEAN, NOISE, at), at);

        assertThat(Golden.difference(noise, NOISE)).isLessThan(1e-6);
    }

    @Test
    void noise_cannot_be_predicted_where_no_signal_is_left() {
        Level at = new Level(0, 999, 0, 1);

        assertThatThrownBy(() -> PredictionKind.EPSILON.clean(NOISE, NOISE, at))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timestep 999.0")
                .hasMessageContaining("without zero terminal SNR");
    }
}
