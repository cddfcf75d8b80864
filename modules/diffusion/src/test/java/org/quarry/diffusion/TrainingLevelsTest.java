package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingLevelsTest {
    private static final TrainingLevels LEVELS = TrainingLevels.scaledLinear(1000, 0.00085, 0.012);

    @Test
    void signal_and_noise_are_the_roots_of_the_product_of_alphas() {
        TrainingLevels three = TrainingLevels.of(List.of(0.1, 0.2, 0.5));

        assertThat(three.alphaBar(2)).isCloseTo(0.9 * 0.8 * 0.5, within(1e-15));
        assertThat(three.level(2).signal()).isCloseTo(0.6, within(1e-15));
        assertThat(three.level(2).noise()).isCloseTo(0.8, within(1e-15));
        assertThat(three.level(2).sigma()).isCloseTo(4.0 / 3, within(1e-14));
    }

    @Test
    void zero_terminal_snr_leaves_nothing_at_the_end_and_the_beginning_as_it_was() {
        TrainingLevels rescaled = LEVELS.withZeroTerminalSnr();

        assertThat(rescaled.alphaBar(999)).isZero();
        assertThat(rescaled.alphaBar(0)).isCloseTo(LEVELS.alphaBar(0), within(1e-15));
    }

    @Test
    void a_timestep_is_found_again_by_its_sigma() {
        for (int t = 0; t < 1000; t++) {
            assertThat(LEVELS.timestepOf(LEVELS.sigma(t))).isCloseTo(t, within(1e-6));
        }
        assertThat(LEVELS.timestepOf(1000)).isEqualTo(999);
        assertThat(LEVELS.timestepOf(1e-9)).isZero();
    }

    @Test
    void betas_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> TrainingLevels.of(List.of(0.1, 1.2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 2 timesteps, with betas outside");
        assertThatThrownBy(() -> TrainingLevels.linear(1, 0.1, 0.2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least two training timesteps");
        assertThatThrownBy(() -> new Level(0, 1, -0.1, 0.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
