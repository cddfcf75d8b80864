package org.quarry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quarry.engine.RunResult;
import org.quarry.json.Json;
import org.quarry.node.testing.TestCall;
import org.quarry.tensor.Picture;
import org.quarry.tensor.Shape;
import org.quarry.tensor.Tensor;

/** Workflows as tests, and the model that they run with. */
class WorkflowTestTest {
    @WorkflowTest("tiny-picture.json")
    void a_workflow_beside_the_class_runs_on_a_real_engine(RunResult result) {
        List<?> pictures = result.value("decode.pictures", List.class);

        assertThat(pictures.get(0)).isInstanceOf(Picture.class);
    }

    @WorkflowTest("src/test/resources/org/quarry/testkit/tiny-picture.json")
    void a_workflow_below_the_project_runs_too(RunResult result) {
        assertThat(result.failures()).isEmpty();
    }

    @Test
    void the_tiny_network_computes_what_its_page_says(@TempDir Path folder) {
        try (TinyModel tiny = TinyModel.in(folder)) {
            Tensor sample = Tensor.filled(Shape.of(1, 4, 2, 2), 0.8);
            Tensor states = Tensor.filled(Shape.of(1, 8, 4), 0.1);

            Tensor noise = Objects.requireNonNull(new TestCall()
                    .run(
                            tiny.model().network("unet"),
                            Map.of(
                                    "sample",
                                    sample,
                                    "timestep",
                                    Tensor.of(Shape.of(1), 5),
                                    "encoder_hidden_states",
                                    states))
                    .get("out_sample"));

            assertThat(noise.shape()).isEqualTo(sample.shape());
            assertThat(noise.mean()).isCloseTo(0.8 / 2 + 0.1, within(1e-6));
        }
    }

    @Test
    void what_is_not_as_expected_is_told_with_both_figures() {
        Json expected = new Json.Members(Map.of("mean", Json.of(0.5), "within", Json.of(0.1), "shape", Json.of("x")));
        List<String> differences = new ArrayList<>();

        Expected.of("a.b", expected).compare(Tensor.filled(Shape.of(2), 0.75), differences);

        assertThat(differences)
                .containsExactly("a.b: mean is 0.75, wanted 0.5 within 0.1", "a.b: shape is [2], wanted x");
    }

    @Test
    void what_is_within_the_tolerance_is_as_expected() {
        Json expected = new Json.Members(
                Map.of("most", Json.of(0.7), "least", Json.of(0.8), "within", Json.of(0.1), "count", Json.of(1)));
        List<String> differences = new ArrayList<>();

        Expected.of("a.b", expected).compare(List.of(Tensor.filled(Shape.of(2), 0.75)), differences);
        Expected.of("a.b", Json.of(3)).compare(3, differences);
        Expected.of("a.b", Json.of("x")).compare("x", differences);

        assertThat(differences).isEmpty();
    }

    @Test
    void a_fact_that_there_is_not_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expected.of("a.b", new Json.Members(Map.of("median", Json.of(1)))))
                .withMessage("'a.b': found [median]; wanted some of [count, least, mean, most, shape, value, within]");
    }
}
