package org.quarry.nodes.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.quarry.node.NodeException;
import org.quarry.node.Step;
import org.quarry.node.testing.NodeTester;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class TensorNodesTest {
    @Test
    void a_blend_goes_from_the_first_to_the_second_and_beyond() {
        NodeTester<Blend.In, Blend.Out> blend =
                NodeTester.of(new Blend()).with("first", tensor(0, 4)).with("second", tensor(10, 8));

        assertThat(blend.with("amount", 0.0).run().mixture()).isEqualTo(tensor(0, 4));
        assertThat(blend.with("amount", 0.25).run().mixture()).isEqualTo(tensor(2.5f, 5));
        assertThat(blend.with("amount", 1.0).run().mixture()).isEqualTo(tensor(10, 8));
        assertThat(blend.with("amount", 2.0).run().mixture()).isEqualTo(tensor(20, 12));
    }

    @Test
    void tensors_of_different_shapes_are_not_blended() {
        NodeTester<Blend.In, Blend.Out> blend =
                NodeTester.of(new Blend()).with("first", tensor(0, 4)).with("second", tensor(10));

        assertThatThrownBy(blend::run)
                .isInstanceOf(NodeException.class)
                .hasMessage("found shapes [1, 1, 1, 2] and [1, 1, 1, 1]; wanted equal ones");
    }

    @Test
    void a_mask_chooses_at_each_place_for_all_channels_and_all_of_the_batch() {
        Shape shape = Shape.of(2, 2, 1, 2);

        Tensor mixture = masked(Tensor.filled(shape, 1), Tensor.filled(shape, 3))
                .with("mask", Tensor.of(Shape.of(1, 1, 1, 2), 0.5f, 1))
                .runPure()
                .mixture();

        assertThat(mixture).isEqualTo(Tensor.of(shape, 2, 3, 2, 3, 2, 3, 2, 3));
    }

    @Test
    void a_mask_may_have_channels_and_a_batch_of_its_own() {
        Shape shape = Shape.of(2, 2, 1, 1);

        Tensor mixture = masked(Tensor.filled(shape, 1), Tensor.filled(shape, 3))
                .with("mask", Tensor.of(shape, 0, 1, 1, 0))
                .run()
                .mixture();

        assertThat(mixture).isEqualTo(Tensor.of(shape, 1, 3, 3, 1));
    }

    @Test
    void at_0_and_1_the_mixture_is_the_very_number() {
        Tensor mixture = masked(tensor(0.1f, 1e-9f), tensor(1e9f, 0.3f))
                .with("mask", Tensor.of(Shape.of(1, 1, 1, 2), 0, 1))
                .run()
                .mixture();

        assertThat(mixture).isEqualTo(tensor(0.1f, 0.3f));
    }

    @Test
    void a_mask_of_another_size_is_refused() {
        assertThatThrownBy(() -> masked(tensor(1, 2), tensor(3, 4))
                        .with("mask", Tensor.filled(Shape.of(1, 1, 8, 16), 1))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found shape [1, 1, 8, 16] for tensors of shape [1, 1, 1, 2]; wanted equal height and"
                        + " width, 1 or as many channels, and 1 or as many in the batch: make a latent mask of the"
                        + " picture's size");
    }

    @Test
    void tensors_of_different_shapes_are_not_mixed() {
        assertThatThrownBy(() -> masked(tensor(1), tensor(3, 4))
                        .with("mask", Tensor.filled(Shape.of(1, 1, 1, 2), 1))
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage("found shapes [1, 1, 1, 1] and [1, 1, 1, 2]; wanted equal ones");
    }

    private static NodeTester<MixByMask.In, MixByMask.Out> masked(Tensor outside, Tensor inside) {
        return NodeTester.of(new MixByMask()).with("outside", outside).with("inside", inside);
    }

    @Test
    void scaling_multiplies() {
        assertThat(NodeTester.of(new ScaleTensor())
                        .with("tensor", tensor(1, -2))
                        .with("factor", -1.5)
                        .runPure()
                        .tensor())
                .isEqualTo(tensor(-1.5f, 3));
    }

    @Test
    void a_curve_begins_and_ends_at_its_values() {
        for (Course course : Course.values()) {
            assertThat(curve(course, 0, 20)).as("%s", course).isEqualTo(8);
            assertThat(curve(course, 19, 20)).as("%s", course).isCloseTo(2, within(1e-12));
            assertThat(curve(course, 0, 1)).as("%s", course).isEqualTo(8);
        }
    }

    @Test
    void courses_differ_on_the_way() {
        assertThat(curve(Course.LINEAR, 1, 5)).isCloseTo(6.5, within(1e-12));
        assertThat(curve(Course.COSINE, 1, 5)).isCloseTo(8 - 6 * (1 - Math.sqrt(0.5)) / 2, within(1e-12));
        assertThat(curve(Course.SWITCH, 1, 5)).isEqualTo(8);
        assertThat(curve(Course.SWITCH, 2, 5)).isEqualTo(2);
    }

    private static double curve(Course course, int index, int count) {
        return NodeTester.of(new StepCurve())
                .with("from", 8.0)
                .with("to", 2.0)
                .with("course", course)
                .at(new Step(tensor(0), 0, 1, 0, index, count))
                .run()
                .value();
    }

    private static Tensor tensor(float... values) {
        return Tensor.of(Shape.of(1, 1, 1, values.length), values);
    }
}
