package org.quarry.editor.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quarry.node.Step;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

class PredictionKindTest {
    private static final Shape SHAPE = Shape.of(1, 1, 1, 2);
    private static final Tensor CLEAN = Tensor.of(SHAPE, 1, -2);
    private static final Tensor NOISE = Tensor.of(SHAPE, 0.5f, 1);

    private static Step step(double signal, double noise) {
        return new Step(CLEAN.mix(signal, NOISE, noise), 500, signal, noise, 0, 1);
    }

    @Test
    void every_kind_finds_the_clean_sample_that_it_was_made_of() {
        // 0.8 and 0.6: a variance-preserving step whose numbers are exact enough.
        Step step = step(0.8, 0.6);

        close(PredictionKind.EPSILON.clean(step, NOISE));
        close(PredictionKind.V.clean(step, NOISE.mix(0.8, CLEAN, -0.6)));
        close(PredictionKind.SAMPLE.clean(step, CLEAN));
        close(PredictionKind.FLOW.clean(step(0.25, 0.75), NOISE.minus(CLEAN)));
    }

    private static void close(Tensor found) {
        assertThat(found.rootMeanSquareDifference(CLEAN)).isLessThan(1e-6);
    }

    @Test
    void words_are_those_of_the_model_s_settings_and_of_the_scheduler_node() {
        assertThat(PredictionKind.of("v_prediction")).isEqualTo(PredictionKind.V);
        assertThat(PredictionKind.of("v")).isEqualTo(PredictionKind.V);
        assertThat(PredictionKind.of("epsilon")).isEqualTo(PredictionKind.EPSILON);
        assertThat(PredictionKind.of("sample")).isEqualTo(PredictionKind.SAMPLE);
    }
}
