package org.quarry.nodes.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.node.NodeException;
import org.quarry.node.testing.NodeTester;
import org.quarry.node.testing.TestCall;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class ColourNodesTest {
    private static final NodeTester<AdjustColour.In, AdjustColour.Out> ADJUST = NodeTester.of(new AdjustColour());

    @Test
    void left_alone_a_picture_is_the_same_to_the_last_bit() {
        Picture picture = colour(0.1f, 0.7f, 0.3f);

        assertThat(adjusted(ADJUST, picture)).isEqualTo(picture);
    }

    @Test
    void contrast_spreads_about_the_middle_and_brightness_is_added() {
        assertThat(adjusted(ADJUST.with("contrast", 2.0).with("brightness", 0.1), colour(0.4f, 0.5f, 0.9f))
                        .pixels()
                        .toDoubles())
                .containsExactly(new double[] {0.4, 0.6, 1}, within(1e-6));
    }

    @Test
    void without_saturation_only_the_luma_is_left() {
        double luma = 0.213 * 0.2 + 0.715 * 0.6 + 0.072 * 0.9;

        assertThat(adjusted(ADJUST.with("saturation", 0.0), colour(0.2f, 0.6f, 0.9f))
                        .pixels()
                        .toDoubles())
                .containsExactly(new double[] {luma, luma, luma}, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {30, 90, -120, 180})
    void turning_the_hue_keeps_grey_and_luma(double degrees) {
        NodeTester<AdjustColour.In, AdjustColour.Out> turn = ADJUST.with("hue", degrees);

        // Pale enough that nothing is cut off.
        Picture turned = adjusted(turn, colour(0.55f, 0.45f, 0.5f));

        assertThat(adjusted(turn, colour(0.3f, 0.3f, 0.3f)).pixels().toDoubles())
                .containsExactly(new double[] {0.3, 0.3, 0.3}, within(1e-6));
        // The matrices of the standard have three digits.
        assertThat(luma(turned)).isCloseTo(0.213 * 0.55 + 0.715 * 0.45 + 0.072 * 0.5, within(1e-4));
    }

    @Test
    void three_turns_by_120_degrees_are_none() {
        NodeTester<AdjustColour.In, AdjustColour.Out> turn = ADJUST.with("hue", 120.0);
        Picture pale = colour(0.55f, 0.45f, 0.5f);

        Picture round = adjusted(turn, adjusted(turn, adjusted(turn, pale)));

        assertThat(round.pixels().rootMeanSquareDifference(pale.pixels())).isLessThan(1e-3);
        assertThat(adjusted(turn, pale).at(1, 0, 0))
                .isGreaterThan(adjusted(turn, pale).at(0, 0, 0));
    }

    @Test
    void gamma_is_a_power_and_keeps_black_and_white() {
        assertThat(adjusted(ADJUST.with("gamma", 2.0), colour(0, 0.25f, 1))
                        .pixels()
                        .toDoubles())
                .containsExactly(0, 0.5, 1);
    }

    @Test
    void a_histogram_counts_parts_and_knows_mean_and_deviation() {
        TestCall call = new TestCall();
        Picture halves = new Picture(Tensor.of(Shape.of(3, 1, 2), 0, 1, 0, 0, 1, 1));

        Histogram.Out out = NodeTester.of(new Histogram())
                .with("pictures", List.of(halves))
                .calling(call)
                .runPure();

        assertThat(out.parts().at(0)).isEqualTo(0.5f);
        assertThat(out.parts().at(255)).isEqualTo(0.5f);
        assertThat(out.parts().at(256)).isEqualTo(1);
        assertThat(out.parts().at(2 * 256 + 255)).isEqualTo(1);
        assertThat(out.parts().sum()).isEqualTo(3);
        assertThat(out.mean()).isEqualTo(0.5);
        assertThat(out.deviation()).isEqualTo(0.5);
        assertThat(call.reports()).contains("mean 0.500, standard deviation 0.500");
    }

    @Test
    void the_chart_is_as_high_as_a_level_is_frequent() {
        // Red has level 51 twice and 102 once; green and blue are black, an end that does not count for the height.
        Picture picture = new Picture(Tensor.of(Shape.of(3, 1, 3), 0.2f, 0.2f, 0.4f, 0, 0, 0, 0, 0, 0));

        Picture chart = NodeTester.of(new Histogram())
                .with("pictures", List.of(picture))
                .runPure()
                .chart();

        assertThat(chart.at(0, 0, 51)).isEqualTo(1);
        assertThat(chart.at(0, 63, 102)).isZero();
        assertThat(chart.at(0, 64, 102)).isEqualTo(1);
        assertThat(chart.at(1, 127, 51)).isZero();
        assertThat(chart.at(1, 0, 0)).isEqualTo(1);
    }

    @Test
    void a_histogram_of_nothing_is_refused() {
        assertThatThrownBy(() -> NodeTester.of(new Histogram())
                        .with("pictures", List.of())
                        .run())
                .isInstanceOf(NodeException.class)
                .hasMessage("there is no picture to count; link at least one");
    }

    private static Picture adjusted(NodeTester<AdjustColour.In, AdjustColour.Out> adjust, Picture picture) {
        return adjust.with("pictures", List.of(picture)).runPure().pictures().get(0);
    }

    private static Picture colour(float red, float green, float blue) {
        return new Picture(Tensor.of(Shape.of(3, 1, 1), red, green, blue));
    }

    private static double luma(Picture picture) {
        return 0.213 * picture.at(0, 0, 0) + 0.715 * picture.at(1, 0, 0) + 0.072 * picture.at(2, 0, 0);
    }
}
