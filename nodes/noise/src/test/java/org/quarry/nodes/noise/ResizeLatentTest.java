package org.quarry.nodes.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.quarry.node.NodeException;
import org.quarry.node.testing.FakeModel;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;
import org.quarry.tensor.TorchCpuNoise;

/** Latents at other sizes, and how large they are. */
class ResizeLatentTest {
    /** Two channels of 2 x 3 places. */
    private static final Tensor SMALL = Tensor.of(Shape.of(1, 2, 2, 3), 0, 1, 4, 2, 8, 3, 1, -1, 2, 0, 3, -2);

    private static NodeTester<ResizeLatent.In, ResizeLatent.Out> node(Tensor latent, Interpolation interpolation) {
        return NodeTester.of(new ResizeLatent()).with("latent", latent).with("interpolation", interpolation);
    }

    private static Tensor resized(Tensor latent, int width, int height, Interpolation interpolation) {
        return node(latent, interpolation)
                .with("width", width * 8)
                .with("height", height * 8)
                .runPure()
                .latent();
    }

    /** The first row and column of torch.nn.functional.interpolate(small, (3, 5), mode=…), PyTorch 2.13. */
    @ParameterizedTest
    @CsvSource({
        "NEAREST_EXACT, 0, 0, 1, 4, 4, 2, 2",
        "BILINEAR, 0, 0.4, 1, 2.8, 4, 1, 2",
        "BICUBIC, -0.2279445, -0.2200131, 0.3923612, 2.6941118, 4.4414740, 0.6640003, 1.5559448",
        "AREA, 0, 0.5, 1, 2.5, 4, 1, 2"
    })
    void each_way_is_pytorch_s_of_the_same_name(
            Interpolation interpolation,
            double a,
            double b,
            double c,
            double d,
            double e,
            double second,
            double third) {
        Tensor large = resized(SMALL, 5, 3, interpolation);

        assertThat(large.shape()).isEqualTo(Shape.of(1, 2, 3, 5));
        double[] wanted = {a, b, c, d, e, second};
        for (int i = 0; i < wanted.length; i++) {
            assertThat((double) large.at(i)).as("place %d", i).isCloseTo(wanted[i], within(2e-6));
        }
        assertThat((double) large.at(10)).isCloseTo(third, within(2e-6));
    }

    /** The same for (1, 2): both channels. */
    @ParameterizedTest
    @CsvSource({
        "NEAREST_EXACT, 2, 3, 0, -2",
        "BILINEAR, 1.875, 3.75, 0.625, 0.25",
        "BICUBIC, 1.828125, 3.849609375, 0.6484375, 0.244140625",
        "AREA, 2.75, 4, 0.75, 0.5"
    })
    void smaller_too(Interpolation interpolation, double a, double b, double c, double d) {
        Tensor small = resized(SMALL, 2, 1, interpolation);

        assertThat((double) small.at(0)).isCloseTo(a, within(2e-6));
        assertThat((double) small.at(1)).isCloseTo(b, within(2e-6));
        assertThat((double) small.at(2)).isCloseTo(c, within(2e-6));
        assertThat((double) small.at(3)).isCloseTo(d, within(2e-6));
    }

    @Test
    void an_arc_keeps_the_strength_of_two_directions_at_right_angles() {
        // (3, 0) and (0, 3): half way on the arc is 3 · (cos 45°, sin 45°), on a line it would be shorter.
        Tensor two = Tensor.of(Shape.of(1, 2, 1, 2), 3, 0, 0, 3);

        Tensor three = resized(two, 3, 1, Interpolation.BISLERP);

        assertThat((double) three.at(1)).isCloseTo(3 * Math.sqrt(0.5), within(1e-6));
        assertThat((double) three.at(4)).isCloseTo(3 * Math.sqrt(0.5), within(1e-6));
        assertThat(three.at(0)).isEqualTo(3);
        assertThat(three.at(5)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void a_latent_of_one_value_keeps_it(Interpolation interpolation) {
        Tensor even = Tensor.filled(Shape.of(2, 4, 3, 5), 1.5f);

        Tensor large = node(even, interpolation).with("factor", 2.0).runPure().latent();

        assertThat(large.shape()).isEqualTo(Shape.of(2, 4, 6, 10));
        for (float value : large.toArray()) {
            assertThat((double) value).isCloseTo(1.5, within(1e-6));
        }
    }

    @Test
    void the_other_side_follows_one_that_is_given() {
        Tensor latent = TorchCpuNoise.seeded(1).next(Shape.of(1, 4, 8, 16));

        assertThat(node(latent, Interpolation.AREA)
                        .with("width", 256)
                        .runPure()
                        .latent()
                        .shape())
                .isEqualTo(Shape.of(1, 4, 16, 32));
    }

    @Test
    void what_is_too_much_can_be_cut_off_on_both_sides() {
        Tensor wide = Tensor.of(Shape.of(1, 1, 1, 4), 9, 1, 2, 9);

        Tensor cut = node(wide, Interpolation.NEAREST_EXACT)
                .with("width", 32)
                .with("height", 16)
                .with("crop", true)
                .runPure()
                .latent();

        assertThat(cut).isEqualTo(Tensor.of(Shape.of(1, 1, 2, 4), 1, 1, 2, 2, 1, 1, 2, 2));
    }

    @Test
    void a_size_of_nothing_is_refused() {
        assertThatThrownBy(() ->
                        node(SMALL, Interpolation.AREA).with("factor", 0.1).run())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("the latent would become 0 x 0 places; wanted 1 to 4096 each");
    }

    @Test
    void a_latent_s_size_is_told_in_pixels_of_its_model() {
        Tensor latent = Tensor.filled(Shape.of(3, 4, 2, 5), 0);

        SizeOfLatent.Out usual = size(latent, FakeModel.named("made", "sd15"));
        SizeOfLatent.Out other = size(latent, FakeModel.named("made", "sd15").size("factor", 4));

        assertThat(usual).isEqualTo(new SizeOfLatent.Out(40, 16, 3));
        assertThat(other).isEqualTo(new SizeOfLatent.Out(20, 8, 3));
    }

    private static SizeOfLatent.Out size(Tensor latent, FakeModel model) {
        return NodeTester.of(new SizeOfLatent())
                .with("latent", latent)
                .with("unet", model)
                .runPure();
    }

    @Test
    void the_nodes_keep_their_contract() {
        node(SMALL, Interpolation.BISLERP).keepsItsContract();
    }
}
