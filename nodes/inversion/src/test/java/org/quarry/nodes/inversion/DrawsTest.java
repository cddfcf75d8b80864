package org.quarry.nodes.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quarry.diffusion.DiffusersConfig;
import org.quarry.diffusion.Schedule;
import org.quarry.node.NodeException;
import org.quarry.node.NodeFunction;
import org.quarry.node.PerStep;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.NoiseStream;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;
import org.quarry.tensor.TorchCudaNoise;

/** The inversions that draw noise, and whose it is. Each is a function from a stream, or from a seed, to its result. */
class DrawsTest {
    private static final Tensor LATENT = TorchCpuNoise.seeded(4).next(Shape.of(1, 4, 4, 4));
    private static final PerStep<Tensor> SOURCE = step -> step.sample().times(0.3);
    private static final PerStep<Tensor> TARGET = step -> step.sample().times(0.4);
    private static final Schedule SCHEDULE = DiffusersConfig.read(
                    Map.of("set_alpha_to_one", false, "clip_sample", false))
            .schedule(4);

    static Stream<Named<Drawing>> methods() {
        return Stream.of(
                Named.of("Invert edit-friendly", new Drawing(DrawsTest::editFriendly)),
                Named.of("Invert flow", new Drawing(DrawsTest::flow)),
                Named.of("FlowEdit", new Drawing(DrawsTest::flowEdit)));
    }

    /** What comes out of a node for a latent and its source of noise. */
    private record Drawing(Function<Source, Tensor> node) {
        Tensor of(Tensor latent, String input, Object value) {
            return node.apply(new Source(latent, input, value));
        }
    }

    private record Source(Tensor latent, String input, Object value) {}

    @ParameterizedTest
    @MethodSource("methods")
    void a_stream_of_the_cpu_gives_what_its_seed_gives(Drawing node) {
        Tensor bySeed = node.of(LATENT, "seed", 7L);

        assertThat(node.of(LATENT, "stream", NoiseStream.torchCpu(7))).isEqualTo(bySeed);
        assertThat(node.of(LATENT, "stream", NoiseStream.torchCpu(8))).isNotEqualTo(bySeed);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_stream_of_a_gpu_gives_other_noise(Drawing node) {
        assertThat(node.of(LATENT, "stream", cuda(7L))).isNotEqualTo(node.of(LATENT, "seed", 7L));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void with_a_seed_for_each_picture_a_batch_gives_what_each_gives_alone(Drawing node) {
        Tensor two = Tensor.concatenate(List.of(LATENT, LATENT));

        Tensor both = node.of(two, "stream", cuda(7L, 9L));

        assertThat(both.rows(1, 2)).isEqualTo(node.of(LATENT, "stream", cuda(9L)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void seeds_for_another_number_of_pictures_are_refused(Drawing node) {
        assertThatThrownBy(() -> node.of(LATENT, "stream", cuda(1L, 2L, 3L)))
                .isInstanceOf(NodeException.class)
                .hasMessage("found 3 seeds for a batch of 1; give the Noise source one seed for all, or a batch of 1");
    }

    private static NoiseStream cuda(Long... seeds) {
        return new NoiseStream(new NoiseStream.TorchCuda(TorchCudaNoise.UNLIMITED), List.of(seeds));
    }

    private static Tensor editFriendly(Source source) {
        return drawn(new InvertEditFriendly(), source)
                .with("prediction", SOURCE)
                .runPure()
                .noises()
                .added()
                .get(0);
    }

    private static Tensor flow(Source source) {
        return drawn(new InvertFlow(), source)
                .with("prediction", SOURCE)
                .with("method", FlowMethod.RF_INVERSION)
                .runPure()
                .noise();
    }

    private static Tensor flowEdit(Source source) {
        return drawn(new EditFlow(), source)
                .with("source", SOURCE)
                .with("target", TARGET)
                .runPure()
                .latent();
    }

    private static <I extends Record, O extends Record> NodeTester<I, O> drawn(NodeFunction<I, O> node, Source source) {
        return NodeTester.of(node)
                .with("schedule", SCHEDULE)
                .with("latent", source.latent())
                .with(source.input(), source.value());
    }
}
