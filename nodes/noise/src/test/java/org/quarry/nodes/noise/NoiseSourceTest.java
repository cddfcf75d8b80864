package org.quarry.nodes.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class NoiseSourceTest {
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

    private static NodeTester<NoiseSource.In, NoiseSource.Out> source() {
        return NodeTester.of(new NoiseSource());
    }

    private static Tensor filled(int batch, double value) {
        return Tensor.filled(Shape.of(batch, 4, 2, 2), value);
    }
}
