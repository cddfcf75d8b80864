package org.quarry.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.quarry.diffusion.AdaptiveProjectedGuidance.Extent;
import org.quarry.diffusion.AdaptiveProjectedGuidance.Origin;
import org.quarry.diffusion.FrequencyDecoupledGuidance.Band;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** What each paper claims of its method, in cases whose result is known. */
class GuidanceMethodsTest {
    private static final Tensor CONDITIONAL = random(1);
    private static final Tensor UNCONDITIONAL = random(2);
    private static final Tensor GUIDED = Guidance.combine(UNCONDITIONAL, CONDITIONAL, 6);

    @Test
    void projected_guidance_that_keeps_everything_is_classifier_free_guidance() {
        for (Origin origin : Origin.values()) {
            AdaptiveProjectedGuidance plain = new AdaptiveProjectedGuidance(6, 1, 0, Extent.WHOLE, origin);

            assertThat(difference(plain.guide(UNCONDITIONAL, CONDITIONAL, change()), GUIDED))
                    .isLessThan(1e-5);
        }
    }

    @Test
    void what_projected_guidance_adds_is_across_the_conditional_prediction() {
        AdaptiveProjectedGuidance projected = new AdaptiveProjectedGuidance(6, 0, 0, Extent.WHOLE, Origin.CONDITIONAL);

        Tensor added = projected.guide(UNCONDITIONAL, CONDITIONAL, change()).minus(CONDITIONAL);

        for (double along : Vectors.ofBatch(added.shape()).dot(added, CONDITIONAL)) {
            assertThat(along).isCloseTo(0, within(1e-3));
        }
    }

    @Test
    void the_threshold_bounds_what_guidance_adds() {
        AdaptiveProjectedGuidance bounded = new AdaptiveProjectedGuidance(6, 1, 2.5, Extent.WHOLE, Origin.CONDITIONAL);

        Tensor added = bounded.guide(UNCONDITIONAL, CONDITIONAL, change()).minus(CONDITIONAL);

        for (double square : Vectors.ofBatch(added.shape()).dot(added, added)) {
            assertThat(Math.sqrt(square)).isCloseTo((6 - 1) * 2.5, within(1e-4));
        }
    }

    @Test
    void a_constant_change_averages_to_the_sum_of_a_geometric_series() {
        Tensor average = Tensor.filled(CONDITIONAL.shape(), 0);
        for (int i = 0; i < 40; i++) {
            average = AdaptiveProjectedGuidance.average(UNCONDITIONAL, CONDITIONAL, -0.5, average);
        }

        assertThat(difference(average, change().times(1 / 1.5))).isLessThan(1e-6);
    }

    @Test
    void zero_star_ignores_how_large_the_unconditional_prediction_is() {
        Tensor one = ZeroStarGuidance.guide(UNCONDITIONAL, CONDITIONAL, 6);
        Tensor other = ZeroStarGuidance.guide(UNCONDITIONAL.times(3), CONDITIONAL, 6);

        assertThat(difference(one, other)).isLessThan(1e-5);
        assertThat(ZeroStarGuidance.guide(UNCONDITIONAL.times(0), CONDITIONAL, 6))
                .isEqualTo(CONDITIONAL.times(6));
    }

    @Test
    void tangential_guidance_keeps_what_the_two_predictions_have_in_common() {
        Tensor damped = TangentialGuidance.damped(UNCONDITIONAL, CONDITIONAL);
        Tensor twice = TangentialGuidance.damped(damped, CONDITIONAL);
        Tensor parallel = TangentialGuidance.damped(CONDITIONAL.times(-2), CONDITIONAL);

        // Damping leaves a vector that is shorter, and nothing out of one that is parallel already.
        assertThat(squares(damped)).isLessThan(squares(UNCONDITIONAL));
        assertThat(squares(twice)).isLessThanOrEqualTo(squares(damped) * (1 + 1e-6));
        assertThat(difference(parallel, CONDITIONAL.times(-2))).isLessThan(1e-5);
    }

    @Test
    void of_perpendicular_predictions_the_shorter_one_is_damped_away() {
        Tensor conditional = Tensor.of(Shape.of(1, 2), 3, 0);

        assertThat(TangentialGuidance.damped(Tensor.of(Shape.of(1, 2), 0, 2), conditional))
                .isEqualTo(Tensor.of(Shape.of(1, 2), 0, 0));
    }

    @Test
    void magnitude_aware_guidance_holds_back_where_the_change_is_large() {
        Tensor without = Tensor.of(Shape.of(2, 2), 3, 4, 3, 4);
        Tensor with = Tensor.of(Shape.of(2, 2), 3, 5, 3, 9);

        // ‖c − u‖ / ‖u‖ is 0.2 and 1.
        Tensor guided = MagnitudeAwareGuidance.guide(without, with, 11, 2);

        assertThat(guided.at(1)).isCloseTo((float) (5 + 10 * Math.exp(-0.4) * 1), within(1e-5f));
        assertThat(guided.at(3)).isCloseTo((float) (9 + 10 * Math.exp(-2) * 5), within(1e-5f));
        assertThat(difference(MagnitudeAwareGuidance.guide(UNCONDITIONAL, CONDITIONAL, 6, 0), GUIDED))
                .isLessThan(1e-5);
        assertThat(MagnitudeAwareGuidance.guide(with, with, 11, 2)).isEqualTo(with);
    }

    @Test
    void equal_scales_for_all_frequencies_are_classifier_free_guidance() {
        for (int count = 1; count <= 4; count++) {
            List<Band> bands = Collections.nCopies(count, new Band(6, 1));

            Tensor guided = FrequencyDecoupledGuidance.guide(UNCONDITIONAL, CONDITIONAL, bands);

            assertThat(difference(guided, GUIDED)).as("%s bands", count).isLessThan(1e-5);
        }
    }

    @Test
    void an_even_change_is_left_to_the_scale_of_the_coarsest_forms() {
        Tensor brighter = UNCONDITIONAL.map(value -> value + 1);

        Tensor guided =
                FrequencyDecoupledGuidance.guide(UNCONDITIONAL, brighter, List.of(new Band(50, 1), new Band(3, 1)));

        // Details agree but for their rounding to float, which the scale of 50 enlarges.
        assertThat(difference(guided, UNCONDITIONAL.map(value -> value + 3))).isLessThan(5e-5);
    }

    @Test
    void a_perturbed_network_that_agrees_changes_nothing() {
        assertThat(Guidance.awayFrom(CONDITIONAL, CONDITIONAL, GUIDED, 3)).isEqualTo(GUIDED);
        assertThat(Guidance.awayFrom(UNCONDITIONAL, CONDITIONAL, CONDITIONAL, 5))
                .satisfies(guided -> assertThat(difference(guided, GUIDED)).isLessThan(1e-5));
    }

    @Test
    void a_perturbed_network_takes_no_part_in_the_first_step() {
        assertThat(IntStream.range(0, 10).filter(i -> Guidance.actsAfter(i, 10, 0, 0.4)))
                .containsExactly(1, 2, 3);
    }

    @Test
    void one_composed_prompt_is_classifier_free_guidance_and_a_negative_weight_leads_away() {
        assertThat(difference(Guidance.compose(UNCONDITIONAL, List.of(CONDITIONAL), List.of(6.0)), GUIDED))
                .isLessThan(1e-5);
        assertThat(difference(
                        Guidance.compose(UNCONDITIONAL, List.of(CONDITIONAL, CONDITIONAL), List.of(7.0, -1.0)), GUIDED))
                .isLessThan(1e-5);
    }

    @Test
    void an_instruction_counts_beyond_the_picture() {
        Guidance.InstructionScales scales = new Guidance.InstructionScales(1.5, 7);
        List<Tensor> predictions = List.of(Tensor.scalar(1), Tensor.scalar(3), Tensor.scalar(4));

        Tensor guided = Guidance.sum(predictions, List.of(scales.ofNone(), scales.ofPictured(), scales.ofInstructed()));

        assertThat(guided).isEqualTo(Tensor.scalar(1 + 1.5 * (3 - 1) + 7 * (4 - 3)));
    }

    @Test
    void an_embedded_scale_of_1_is_no_guidance_and_the_features_lie_on_circles() {
        Tensor none = GuidanceEmbedding.of(1, 8);
        Tensor some = GuidanceEmbedding.of(7.5, 8);

        assertThat(none).isEqualTo(Tensor.of(Shape.of(1, 8), 0, 0, 0, 0, 1, 1, 1, 1));
        for (int i = 0; i < 4; i++) {
            assertThat(Math.hypot(some.at(i), some.at(i + 4))).isCloseTo(1, within(1e-6));
        }
        assertThatThrownBy(() -> GuidanceEmbedding.of(1, 7)).hasMessageContaining("wanted an even one");
    }

    @Test
    void predictions_of_different_shapes_are_refused() {
        assertThatThrownBy(() -> ZeroStarGuidance.guide(CONDITIONAL, Tensor.filled(Shape.of(1, 2), 0), 3))
                .hasMessage("shapes [1, 2] and [2, 3, 7, 6] differ; wanted equal ones");
    }

    private static Tensor change() {
        return CONDITIONAL.minus(UNCONDITIONAL);
    }

    private static double squares(Tensor tensor) {
        return tensor.map(value -> value * value).sum();
    }

    private static double difference(Tensor one, Tensor other) {
        return Golden.difference(one, other);
    }

    /** An odd height, which a pyramid has to cut. */
    private static Tensor random(long seed) {
        Random random = new Random(seed);
        return Tensor.filled(Shape.of(2, 3, 7, 6), 0).map(zero -> random.nextGaussian());
    }
}
