package org.quarry.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.node.model.ModelDescription;

/** Guidance of predictions whose network guides by itself. */
class GuidanceCheckTest {
    /** Its network is told a scale. */
    private static final ModelDescription DISTILLED = new ModelDescription(
            "distilled",
            "flux",
            Path.of("distilled"),
            List.of("transformer"),
            List.of(),
            "float32",
            1,
            Map.of("guidance", 1));

    private static final String TWICE = "node 'guided', input 'scale': found 5, and the network of model 'distilled'"
            + " guides by itself, so pictures would be guided twice; set it to 1, which also halves the time, and tell"
            + " the network its scale by Guidance embedding";

    @Test
    void a_model_that_is_told_a_scale_is_not_to_be_guided_again() {
        Checked checked = check(Samples.TEXT_TO_IMAGE.replace("dream", "distilled"));

        assertThat(Samples.messages(checked)).containsExactly(TWICE);
        assertThat(checked.failed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0"})
    void a_scale_of_1_guides_no_further(String scale) {
        assertThat(messages(Samples.TEXT_TO_IMAGE
                        .replace("dream", "distilled")
                        .replace("\"scale\": 5", "\"scale\": " + scale)))
                .isEmpty();
    }

    @Test
    void other_models_are_guided_as_ever() {
        assertThat(Samples.messages(Samples.check(Samples.textToImage()))).isEmpty();
    }

    /** What comes out of one guidance goes into the next. */
    @Test
    void it_is_seen_through_nodes_between() {
        String through = Samples.TEXT_TO_IMAGE
                .replace("dream", "distilled")
                .replace(
                        "\"scale\": 5, \"conditional\": {\"from\": \"with",
                        "\"scale\": 5, \"conditional\": {\"from\": \"first")
                .replace("first.prediction", "first.guided")
                .replace(
                        "\"guided\": {",
                        "\"first\": {\"type\": \"quarry:guidance@1\", \"scale\": 1, \"conditional\": {\"from\":"
                                + " \"with.prediction\"}, \"unconditional\": {\"from\": \"without.prediction\"}},\n"
                                + "\"guided\": {");

        assertThat(messages(through)).containsExactly(TWICE);
    }

    private static List<String> messages(String workflow) {
        return Samples.messages(check(workflow));
    }

    private static Checked check(String workflow) {
        return new Check(Samples.CATALOG, KnownModels.of(List.of(DISTILLED)), Components.NONE)
                .check(Samples.read(workflow));
    }
}
