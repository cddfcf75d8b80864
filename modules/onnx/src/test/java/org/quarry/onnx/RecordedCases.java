package org.quarry.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.quarry.json.JsonException;
import org.quarry.json.JsonLimits;
import org.quarry.json.JsonReader;
import org.quarry.node.model.Model;
import org.quarry.node.model.Network;
import org.quarry.tensor.Tensor;

/** The recorded inputs and outputs of a reference model, as tests of a model that holds the same numbers. */
final class RecordedCases {
    private RecordedCases() {}

    /** One test for each case of a component that the model has; every component has cases. */
    static Stream<DynamicTest> of(String label, Model model, Path reference) throws IOException, JsonException {
        Safetensors tensors = new Safetensors(reference.resolve("io.safetensors"));
        List<Map<?, ?>> known = all(reference).stream()
                .filter(entry -> model.description().components().contains(entry.get("component")))
                .toList();
        assertThat(known.stream().map(entry -> entry.get("component")).distinct())
                .hasSameSizeAs(model.description().components());
        return known.stream()
                .map(entry -> dynamicTest(
                        label + " " + entry.get("component") + " " + entry.get("case"),
                        () -> check(model, tensors, entry)));
    }

    private static List<Map<?, ?>> all(Path reference) throws IOException, JsonException {
        Map<?, ?> recorded = (Map<?, ?>) JsonReader.read(reference.resolve("io.json"), JsonLimits.DEFAULT)
                .root()
                .toJava();
        return ((List<?>) recorded.get("cases"))
                .stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList();
    }

    private static void check(Model model, Safetensors tensors, Map<?, ?> entry) {
        double tolerance = ((Number) entry.get("tolerance")).doubleValue();
        differences(model, tensors, entry)
                .forEach((output, difference) ->
                        assertThat(difference.largest()).as(output).isLessThanOrEqualTo(tolerance));
    }

    /** How far an output is off. @param scale the largest value of the reference */
    record Difference(double largest, double scale) {}

    /** The differences of all cases of a component, relative to the largest value of each output. */
    static List<Double> relative(Model model, String component, Path reference) throws IOException, JsonException {
        Safetensors tensors = new Safetensors(reference.resolve("io.safetensors"));
        return all(reference).stream()
                .filter(entry -> component.equals(entry.get("component")))
                .flatMap(entry -> differences(model, tensors, entry).values().stream())
                .map(difference -> difference.largest() / difference.scale())
                .toList();
    }

    private static Map<String, Difference> differences(Model model, Safetensors tensors, Map<?, ?> entry) {
        Network network = model.network((String) entry.get("component"));
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        ((Map<?, ?>) entry.get("inputs"))
                .forEach((input, tensor) -> inputs.put((String) input, tensors.tensor((String) tensor)));

        Map<String, Tensor> outputs = new LinkedHashMap<>(network.execute(inputs, List.of(), ModelsOnDisk.NEVER));

        Map<?, ?> expected = (Map<?, ?>) entry.get("outputs");
        assertThat(outputs).isNotEmpty();
        // The references skip one layer at most.
        outputs.keySet().removeIf(output -> output.startsWith("clip_skip_") && !expected.containsKey(output));
        Map<String, Difference> differences = new LinkedHashMap<>();
        outputs.forEach((output, tensor) -> {
            assertThat(expected.containsKey(output)).as(output).isTrue();
            Tensor reference = tensors.tensor((String) expected.get(output));
            assertThat(tensor.shape()).as(output).isEqualTo(reference.shape());
            Tensor nothing = Tensor.filled(reference.shape(), 0);
            differences.put(
                    output,
                    new Difference(largestDifference(tensor, reference), largestDifference(reference, nothing)));
        });
        return differences;
    }

    private static double largestDifference(Tensor a, Tensor b) {
        double largest = 0;
        for (int i = 0; i < a.shape().count(); i++) {
            largest = Math.max(largest, Math.abs(a.at(i) - b.at(i)));
        }
        return largest;
    }
}
