package org.quarry.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quarry.architecture.checkpoint.CheckpointException;
import org.quarry.architecture.checkpoint.Safetensors;
import org.quarry.architecture.checkpoint.StoredTensor;
import org.quarry.architecture.checkpoint.Weights;
import org.quarry.architecture.graph.Precision;
import org.quarry.architecture.naming.Components;

/** The transformers of Stable Diffusion 3 and 3.5, against what Diffusers computes with the same weights in 64 bits. */
public class MmditTest {
    private static final String OUTPUT = "out_hidden_states";

    /** Of outputs that are about 4 at most: some units in the last place of 32 bits. */
    private static final double TOLERANCE = 2e-5;

    static Stream<Arguments> forms() {
        return Stream.of("three", "three-five")
                .flatMap(model -> Stream.of("", "-original").map(form -> Arguments.of(model, form)));
    }

    @ParameterizedTest(name = "{0}{1}")
    @MethodSource("forms")
    void itComputesWhatTheReferenceComputes(String model, String form) throws Exception {
        Blueprint blueprint = Mmdit.blueprint(settings(model), weights(model + form), Precision.FLOAT32);

        assertThat(blueprint.unused()).isEmpty();
        assertThat(largestDifference(blueprint, model)).isLessThan(TOLERANCE);
    }

    /** The bound is that of other networks in 16 bits: a hundredth of the largest value. */
    @ParameterizedTest
    @ValueSource(strings = {"three", "three-five"})
    void inSixteenBitsItIsWithinAHundredth(String model) throws Exception {
        Blueprint blueprint = Mmdit.blueprint(settings(model), weights(model), Precision.FLOAT16);

        assertThat(largestDifference(blueprint, model)).isLessThan(0.01 * 5);
    }

    /** Normalised queries tell how wide a head is; without them it is 64, as in all published models. */
    @Test
    void theSettingsAreFoundFromTheTensorsAlone() {
        Settings found = FamilySettings.of("transformer", weights("three-five"));

        assertThat(settings("three-five").values()).containsAllEntriesOf(found.values());
    }

    @Test
    void aFileOfTheAuthorsHoldsTheTensorsOfAFolderUnderOtherNames() {
        Map<String, List<Long>> folder = shapes(weights("three-five"));
        Map<String, List<Long>> file = shapes(weights("three-five-original"));

        // The last modulations of text and picture are stored in another order, and so apart.
        assertThat(file.keySet().stream().filter(name -> !folder.containsKey(name)))
                .allMatch(
                        name -> name.matches("(norm_out|transformer_blocks\\.2\\.norm1_context)\\.(shift|scale)\\..*"))
                .hasSize(8);
        file.keySet().retainAll(folder.keySet());
        folder.keySet()
                .removeIf(name -> name.matches("(norm_out|transformer_blocks\\.2\\.norm1_context)\\.linear\\..*"));
        assertThat(file).isEqualTo(folder);
    }

    @Test
    void queriesThatAreNormalisedInAnotherWayAreRefused() {
        Map<String, Object> values = new LinkedHashMap<>(settings("three").values());
        values.put("qk_norm", "layer_norm");

        assertThatThrownBy(() -> Mmdit.blueprint(new Settings("it", values), weights("three"), Precision.FLOAT32))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("its setting 'qk_norm' is layer_norm, and only rms_norm can be computed");
    }

    private static double largestDifference(Blueprint blueprint, String model) throws Exception {
        Map<String, StoredTensor> recorded =
                Safetensors.read(file(model + "-io.safetensors")).tensors();
        double largest = 0;
        try (Session session = new Session(blueprint)) {
            for (String name : List.of("wide", "high", "whole")) {
                Map<String, StoredTensor> inputs = new LinkedHashMap<>();
                recorded.forEach((key, tensor) -> {
                    if (key.startsWith(name + ".") && !key.endsWith(OUTPUT)) {
                        inputs.put(key.substring(name.length() + 1), tensor);
                    }
                });
                StoredTensor wanted = recorded.get(name + "." + OUTPUT);
                assertThat(wanted).isNotNull();
                float[] found = session.run(inputs).get(OUTPUT);
                float[] numbers = Session.floats(wanted);
                assertThat(found).hasSameSizeAs(numbers);
                for (int i = 0; i < numbers.length; i++) {
                    largest = Math.max(largest, Math.abs(found[i] - numbers[i]));
                }
            }
        }
        return largest;
    }

    private static Map<String, List<Long>> shapes(Weights weights) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        weights.tensors().forEach((name, tensor) -> shapes.put(name, tensor.axes()));
        return shapes;
    }

    private static Settings settings(String model) {
        return new Settings(model, References.json(file(model + ".json")));
    }

    /** The transformer of a file, by whatever names. */
    private static Weights weights(String file) {
        Map<String, Weights> components = Components.of(
                file, Safetensors.read(file(file + ".safetensors")).tensors());
        assertThat(components).containsOnlyKeys("transformer");
        return components.get("transformer");
    }

    private static Path file(String name) {
        try {
            return Path.of(MmditTest.class.getResource("mmdit/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
