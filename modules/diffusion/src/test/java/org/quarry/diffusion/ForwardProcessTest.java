package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.quarry.tensor.Noise;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

class ForwardProcessTest {
    private static final TrainingLevels TRAINING = TrainingLevels.linear(1000, 0.0001, 0.02);

    @Test
    void a_step_to_the_next_timestep_has_the_beta_of_the_paper() {
        for (int t = 1; t < 1000; t++) {
            double beta = ForwardProcess.beta(TRAINING.level(t - 1), TRAINING.level(t));
            assertThat(beta).isCloseTo(TRAINING.beta(t), within(1e-12));
        }
    }

    @Test
    void a_chain_of_markov_steps_ends_in_the_distribution_of_the_jump() {
        Shape many = Shape.of(1, 40_000);
        Noise noise = TorchCpuNoise.seeded(11);
        Tensor clean = Tensor.filled(many, 2);
        Level clear = new Level(0, 0, 1, 0);

        Tensor x = clean;
        Level at = clear;
        for (int t = 99; t < 400; t += 100) {
            x = ForwardProcess.step(x, noise.next(many), at, TRAINING.level(t));
            at = TRAINING.level(t);
        }

        double mean = x.mean();
        // Standard errors 0.005 and 0.0035.
        assertThat(mean).isCloseTo(2 * at.signal(), within(0.02));
        double spread = x.rootMeanSquareDifference(Tensor.filled(many, mean));
        assertThat(spread).isCloseTo(at.noise(), within(0.015));
    }

    @Test
    void a_step_to_less_noise_is_refused() {
        Tensor x = Tensor.filled(Shape.of(1, 2), 1);

        assertThatThrownBy(() -> ForwardProcess.step(x, x, TRAINING.level(500), TRAINING.level(400)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exchange the levels");
    }

    @Test
    void one_noise_serves_a_whole_batch() {
        Tensor clean = Tensor.of(Shape.of(2, 1), 1, 2);
        Tensor noise = Tensor.of(Shape.of(1, 1), 10);

        Tensor x = ForwardProcess.jump(clean, noise, new Level(0, 0, 0.5, 0.25));

        assertThat(x).isEqualTo(Tensor.of(Shape.of(2, 1), 3, 3.5f));
    }
}
