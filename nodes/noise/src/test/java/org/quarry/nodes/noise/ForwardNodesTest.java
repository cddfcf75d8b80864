package org.quarry.nodes.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quarry.diffusion.DiffusersConfig;
import org.quarry.diffusion.Schedule;
import org.quarry.node.NodeException;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.NoiseStream;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** From a clean latent upwards, by one jump or step by step. */
class ForwardNodesTest {
    private static final Schedule SCHEDULE = DiffusersConfig.read(
                    Map.of("beta_schedule", "scaled_linear", "beta_start", 0.00085, "beta_end", 0.012))
            .schedule(20);

    @Test
    void a_forward_step_takes_its_noise_from_a_linked_stream() {
        NodeTester<ForwardStep.In, ForwardStep.Out> step =
                NodeTester.of(new ForwardStep()).with("latent", filled(2, 1)).with("schedule", SCHEDULE);
        NoiseStream own = NoiseStream.torchCpu(4);
        NoiseStream three = new NoiseStream(own.generator(), List.of(4L, 5L, 6L));

        assertThat(step.with("stream", own).run())
                .isEqualTo(step.with("seed", 4L).run())
                .isNotEqualTo(step.run());
        assertThatThrownBy(() -> step.with("stream", three).run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("found seeds of 3 pictures, the latent has 2");
    }

    @Test
    void a_jump_keeps_signal_and_adds_noise() {
        NodeTester<AddNoise.In, AddNoise.Out> jump = NodeTester.of(new AddNoise())
                .with("latent", filled(1, 2))
                .with("noise", filled(1, 3))
                .with("schedule", SCHEDULE)
                .with("timestep", 500);

        double signal = SCHEDULE.training().atTimestep(500).signal();
        double noise = SCHEDULE.training().atTimestep(500).noise();
        assertThat(signal * signal + noise * noise).isCloseTo(1, within(1e-12));
        assertThat(jump.runPure().latent().at(0)).isCloseTo((float) (2 * signal + 3 * noise), within(1e-6f));
    }

    @Test
    void one_noise_serves_a_batch_of_latents() {
        Tensor noisy = NodeTester.of(new AddNoise())
                .with("latent", filled(3, 2))
                .with("noise", filled(1, 3))
                .with("schedule", SCHEDULE)
                .run()
                .latent();

        assertThat(noisy.shape()).isEqualTo(Shape.of(3, 4, 2, 2));
        assertThat(noisy.rows(0, 1)).isEqualTo(noisy.rows(2, 3));
    }

    @Test
    void noise_of_another_size_is_refused() {
        assertThatThrownBy(() -> NodeTester.of(new AddNoise())
                        .with("latent", filled(1, 2))
                        .with("noise", Tensor.filled(Shape.of(1, 4, 3, 3), 0))
                        .with("schedule", SCHEDULE)
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("found noise of shape [1, 4, 3, 3] for a latent of shape [1, 4, 2, 2]");
    }

    @Test
    void a_timestep_beyond_training_is_refused() {
        assertThatThrownBy(() -> NodeTester.of(new AddNoise())
                        .with("latent", filled(1, 2))
                        .with("noise", filled(1, 3))
                        .with("schedule", SCHEDULE)
                        .with("timestep", 1000)
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found timestep 1000; the model was trained on 1000 timesteps: choose one from 0 to 999");
    }

    @Test
    void a_chain_of_steps_arrives_at_the_distribution_of_one_jump() {
        Tensor x = Tensor.filled(Shape.of(1, 4, 64, 64), 2);
        int[] timesteps = {100, 300, 600};
        int from = -1;
        for (int to : timesteps) {
            x = step(x, from, to);
            from = to;
        }

        // 16384 draws: the mean is good to 0.01, the spread to 0.006, each at more than one standard error.
        assertThat(x.mean()).isCloseTo(2 * SCHEDULE.training().atTimestep(600).signal(), within(0.02));
        assertThat(x.rootMeanSquareDifference(Tensor.filled(x.shape(), x.mean())))
                .isCloseTo(SCHEDULE.training().atTimestep(600).noise(), within(0.02));
    }

    @Test
    void steps_with_one_seed_draw_different_noise() {
        Tensor clean = Tensor.filled(Shape.of(1, 4, 8, 8), 0);

        Tensor first = step(clean, -1, 100);
        Tensor second = step(clean, -1, 101);

        double correlation = first.combine(second, (a, b) -> a * b).mean()
                / (SCHEDULE.training().atTimestep(100).noise()
                        * SCHEDULE.training().atTimestep(101).noise());
        assertThat(Math.abs(correlation)).isLessThan(0.2);
    }

    @Test
    void a_step_down_is_refused() {
        assertThatThrownBy(() -> step(filled(1, 0), 500, 400))
                .isInstanceOf(NodeException.class)
                .hasMessage("found a step from timestep 500 to 400; the forward process goes up: choose a higher one");
    }

    private static Tensor step(Tensor x, int from, int to) {
        return NodeTester.of(new ForwardStep())
                .with("latent", x)
                .with("schedule", SCHEDULE)
                .with("from", from)
                .with("to", to)
                .with("seed", 5L)
                .runPure()
                .latent();
    }

    private static Tensor filled(int batch, double value) {
        return Tensor.filled(Shape.of(batch, 4, 2, 2), value);
    }
}
