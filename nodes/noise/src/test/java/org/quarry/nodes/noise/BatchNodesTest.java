package org.quarry.nodes.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

/** Latents joined to a batch, and packed as FLUX wants them. */
class BatchNodesTest {
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
        Tensor latent = TorchCpuNoise.seeded(0).next(Shape.of(1, 4, 4, 8));

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
                .hasMessage("found a latent of 2 x 3 places; wanted even sides: make the picture's width and height"
                        + " multiples of 16");
        assertThatThrownBy(() -> NodeTester.of(new UnpackLatent())
                        .with("packed", Tensor.filled(Shape.of(1, 3, 16), 0))
                        .with("like", filled(1, 0))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("a latent of 2 x 2 places has 1 tokens of four times its channels");
    }

    private static Tensor filled(int batch, double value) {
        return Tensor.filled(Shape.of(batch, 4, 2, 2), value);
    }
}
