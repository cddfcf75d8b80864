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
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.NoiseStream;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class NoiseNodesTest {
    private static final Schedule SCHEDULE = DiffusersConfig.read(
                    Map.of("beta_schedule", "scaled_linear", "beta_start", 0.00085, "beta_end", 0.012))
            .schedule(20);

    @Test
    void seed_0_gives_the_numbers_of_pytorch() {
        Tensor noise = source().with("width", 64).with("height", 64).runPure().noise();

        // torch.randn((1, 4, 8, 8), generator=torch.Generator().manual_seed(0))
        assertThat(noise.shape()).isEqualTo(Shape.of(1, 4, 8, 8));
        assertThat(noise.at(0)).isCloseTo(-1.1258398f, within(2e-6f));
        assertThat(noise.at(1)).isCloseTo(-1.1523602f, within(2e-6f));
        assertThat(noise.at(2)).isCloseTo(-0.2505786f, within(2e-6f));
    }

    @Test
    void a_batch_goes_on_in_the_same_stream() {
        Tensor one = source().with("width", 64).with("height", 64).run().noise();
        Tensor two = source().with("width", 64)
                .with("height", 64)
                .with("batch", 2)
                .run()
                .noise();

        assertThat(two.shape()).isEqualTo(Shape.of(2, 4, 8, 8));
        assertThat(two.rows(0, 1)).isEqualTo(one);
        assertThat(two.rows(1, 2)).isNotEqualTo(one);
    }

    @Test
    void the_generator_of_cuda_gives_the_numbers_of_a_gpu() {
        Tensor noise = source().with("width", 64)
                .with("height", 64)
                .with("generator", Generator.TORCH_CUDA)
                .runPure()
                .noise();

        // torch.randn((1, 4, 8, 8), generator=torch.Generator("cuda").manual_seed(0), device="cuda")
        assertThat(noise.at(0)).isCloseTo(-0.92466f, within(1e-5f));
        assertThat(noise.at(1)).isCloseTo(-0.42534f, within(1e-5f));
    }

    @Test
    void the_size_of_a_gpu_matters_for_large_noise_only() {
        NodeTester<NoiseSource.In, NoiseSource.Out> small = source().with("generator", Generator.TORCH_CUDA);
        NodeTester<NoiseSource.In, NoiseSource.Out> large = small.with("width", 1024);

        assertThat(small.with("gpuThreads", 20_480).run().noise())
                .isEqualTo(small.run().noise());
        assertThat(large.with("gpuThreads", 20_480).run().noise())
                .isNotEqualTo(large.run().noise());
    }

    @Test
    void pictures_with_seeds_of_their_own_can_be_made_again_alone() {
        for (Generator generator : Generator.values()) {
            NodeTester<NoiseSource.In, NoiseSource.Out> counting = source().with("generator", generator)
                    .with("seeds", BatchSeeds.COUNTING_UP)
                    .with("width", 64)
                    .with("height", 64);

            // The largest seed is followed by 0.
            Tensor three = counting.with("seed", -2L).with("batch", 3).run().noise();

            assertThat(three.rows(0, 1))
                    .isEqualTo(counting.with("seed", -2L).run().noise());
            assertThat(three.rows(1, 2))
                    .isEqualTo(counting.with("seed", -1L).run().noise());
            assertThat(three.rows(2, 3))
                    .isEqualTo(counting.with("seed", 0L).run().noise());
        }
    }

    @Test
    void the_stream_begins_with_the_noise() {
        for (BatchSeeds seeds : BatchSeeds.values()) {
            NoiseSource.Out out = source().with("generator", Generator.TORCH_CUDA)
                    .with("seeds", seeds)
                    .with("batch", 2)
                    .run();

            assertThat(out.stream().begin().next(out.noise().shape())).isEqualTo(out.noise());
        }
    }

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
    void slerp_goes_from_one_noise_to_another() {
        Tensor first = source().with("seed", 1L).run().noise();
        Tensor second = source().with("seed", 2L).run().noise();
        NodeTester<SlerpNoise.In, SlerpNoise.Out> slerp =
                NodeTester.of(new SlerpNoise()).with("first", first).with("second", second);

        assertThat(slerp.with("amount", 0.0).run().noise()).isEqualTo(first);
        assertThat(slerp.with("amount", 1.0).run().noise().rootMeanSquareDifference(second))
                .isLessThan(1e-6);
        assertThat(slerp.with("amount", 0.5).runPure().noise().map(x -> x * x).mean())
                .isCloseTo(1, within(0.05));
        assertThatThrownBy(() -> slerp.with("second", filled(1, 0)).run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("set both Noise sources to one size and batch");
    }

    @Test
    void a_linked_model_says_how_large_its_latents_are() {
        FakeModel model = FakeModel.named("flux", "flux").size("channels", 16).size("factor", 4);

        Tensor noise = source().with("unet", model)
                .with("width", 24)
                .with("height", 16)
                .run()
                .noise();

        assertThat(noise.shape()).isEqualTo(Shape.of(1, 16, 4, 6));
    }

    @Test
    void a_width_that_does_not_divide_is_refused_with_its_neighbours() {
        assertThatThrownBy(() -> source().with("width", 130).run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found 130 pixels; wanted a multiple of 8, as 128 or 136");
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

    @Test
    void batches_are_joined_in_order() {
        Tensor joined = NodeTester.of(new JoinBatch())
                .with("parts", List.of(filled(1, 1), filled(2, 2)))
                .runPure()
                .batch();

        assertThat(joined).isEqualTo(Tensor.concatenate(List.of(filled(1, 1), filled(2, 2))));
    }

    @Test
    void only_the_batch_may_differ() {
        assertThatThrownBy(() -> NodeTester.of(new JoinBatch())
                        .with("parts", List.of(filled(1, 1), Tensor.filled(Shape.of(1, 4, 3, 3), 0)))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("only the first number, the batch, may differ");
    }

    @Test
    void a_latent_is_packed_and_unpacked() {
        Tensor latent = source().with("width", 64).with("height", 32).run().noise();

        PackLatent.Out packed =
                NodeTester.of(new PackLatent()).with("latent", latent).runPure();

        assertThat(packed.packed().shape()).isEqualTo(Shape.of(1, 8, 16));
        assertThat(packed.positions().rows(5, 6)).isEqualTo(Tensor.of(Shape.of(1, 3), 0, 1, 1));
        assertThat(NodeTester.of(new UnpackLatent())
                        .with("packed", packed.packed())
                        .with("like", latent)
                        .runPure()
                        .latent())
                .isEqualTo(latent);
    }

    @Test
    void latents_and_tokens_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> NodeTester.of(new PackLatent())
                        .with("latent", Tensor.filled(Shape.of(1, 4, 3, 2), 0))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage(
                        "found a latent of 2 x 3 places; wanted even sides: make the picture's width and height multiples"
                                + " of 16");
        assertThatThrownBy(() -> NodeTester.of(new UnpackLatent())
                        .with("packed", Tensor.filled(Shape.of(1, 3, 16), 0))
                        .with("like", filled(1, 0))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("a latent of 2 x 2 places has 1 tokens of four times its channels");
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

    private static NodeTester<NoiseSource.In, NoiseSource.Out> source() {
        return NodeTester.of(new NoiseSource());
    }

    private static Tensor filled(int batch, double value) {
        return Tensor.filled(Shape.of(batch, 4, 2, 2), value);
    }
}
